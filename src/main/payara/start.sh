# start.sh LOG PORT JAVA ARGUMENT…
#
# Runs Payara Micro with its log in a file. The console has where the server is, and what goes wrong. This process becomes
# the JVM, so that signals reach it. The JVM keeps the server's classes in their loaded form beside the log, for later starts:
# a sixth of a start's processor time (src/site/markdown/performance.md).

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

# Of this JVM and this server: another one makes its own. A JVM from 19 on does all of that by itself.
archive() {
  local word jar=$1 key version
  for word in "$@"; do
    case $word in
      -XX:SharedArchiveFile=* | -XX:AOT*) return ;;
      *.jar) jar=$word && break ;;
    esac
  done
  key=$(stat -L -c '%Y %s' "$1" "$jar" | cksum | cut -d ' ' -f 1)
  archive=$(dirname "$log")/server-classes-$key.jsa
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "${1%bin/java}release")
  if [ -z "$version" ]; then
    return
  elif [ "$version" -ge 19 ]; then
    options=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$archive")
  # One that was cut off would end Java 17 in the middle of its start.
  elif "$1" -Xshare:on "-XX:SharedArchiveFile=$archive" -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash \
    -cp "$jar" -version >/dev/null; then
    options=("-XX:SharedArchiveFile=$archive")
  else
    rm -f "$archive"
    options=("-XX:ArchiveClassesAtExit=$archive")
  fi
}

options=()
archive "$@" 2>/dev/null
echo "Yera Sessions starts; its log is $log"
watch &
exec "$1" "${options[@]}" "${@:2}" >>"$log" 2>&1
