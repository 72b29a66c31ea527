# start.sh LOG PORT JAVA ARGUMENT…
#
# Runs Payara Micro with its log in a file. The console has where the server is, and what goes wrong. This process becomes
# the JVM, so that signals reach it.

log=$1
port=$2
shift 2
mkdir -p "$(dirname "$log")"
: >"$log"

# Payara says that it is ready also when the deployment has failed.
answers() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return
  printf 'GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$port" >&3
  grep -q '^HTTP/1.. 200' <&3
} 2>/dev/null

watch() {
  until grep -q 'ready in' "$log"; do
    if ! kill -0 $$ 2>/dev/null; then
      echo "The server has ended; see $log"
      return
    fi
    sleep 0.2
  done
  if (answers); then
    echo "Yera Sessions is at http://127.0.0.1:$port/"
    tail --pid=$$ -n 0 -f "$log" | grep --line-buffered -A 2 SEVERE
  else
    grep -o 'Caused by: .*' "$log" | tail -n 1
    echo "Yera Sessions cannot start; see $log"
  fi
}

echo "Yera Sessions starts; its log is $log"
watch &
exec "$@" >>"$log" 2>&1
