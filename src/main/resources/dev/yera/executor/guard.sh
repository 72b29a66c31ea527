#!/bin/sh
# The orphan guard: one for each server. Its standard input is a pipe that only the server holds open;
# the end of it means that the server is gone, however it went. Then everything that the server's
# sessions left is ended: their process groups, and whatever carries a session's mark in its environment.
#
#   guard.sh <folder> <grace, in tenths of a second>
#
# The folder has one file for each session that may have processes. The name is the session's mark, the
# content its process group (empty while it is being started), and the folder of its control group, if it has one.
folder=$1
grace=$2

# Not even a signal to the server's whole group ends the guard before its work is done.
trap '' HUP INT QUIT TERM PIPE

# Nothing is ever written to the pipe: this waits for its end.
while read -r _; do :; done

marks=$(cd "$folder" 2>/dev/null && for mark in *; do
  [ -e "$mark" ] && printf 'YERA_SESSION_ID=%s\n' "$mark"
done)
[ -n "$marks" ] || exit 0

marked() { # the processes that carry one of the marks; one look serves all sessions
  printf '%s\n' "$marks" | grep -lzsxF -f - /proc/[0-9]*/environ | while read -r path; do
    pid=${path#/proc/}
    pid=${pid%/environ}
    # A zombie is gone already; only its parent can take it away.
    case $(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) in
      '' | Z* | X*) ;;
      *) echo "$pid" ;;
    esac
  done
}

groups() {
  for file in "$folder"/*; do
    group=
    read -r group <"$file" 2>/dev/null
    case $group in
      '' | 0 | 1 | *[!0-9]*) ;; # none; and by no accident "-1", which is everybody
      *) echo "-$group" ;;
    esac
  done
}

controlled() { # a file of each control group; what is in the group is of its session, whatever it calls itself
  for file in "$folder"/*; do
    path=
    { read -r _ && IFS= read -r path; } <"$file" 2>/dev/null
    case $path in
      /*) [ -d "$path" ] && echo "$path/$1" ;;
    esac
  done
}

clock() { # hundredths of a second, in $now; rounds cannot be counted: a look takes what it takes
  read -r now _ </proc/uptime
  now=${now%.*}${now#*.}
}

send() { # signal, then processes and groups; what is gone by now is what was wanted
  signal=$1
  shift
  for target in "$@"; do
    kill -s "$signal" -- "$target" 2>/dev/null
  done
}

# shellcheck disable=SC2046 # numbers, to be split
{
  send TERM $(groups) $(marked)
  send CONT $(groups) $(marked) # a stopped process hears SIGTERM only when it goes on
  clock
  deadline=$((now + grace * 10))
  while [ "$now" -lt "$deadline" ] && [ -n "$(marked)" ]; do
    sleep 0.1
    clock
  done
  send KILL $(groups)
  # A process that forks while it is looked for is found by the next look.
  quiet=0
  rounds=0
  while [ "$quiet" -lt 2 ] && [ "$rounds" -lt 50 ]; do
    left=$(marked)
    if [ -n "$left" ]; then
      quiet=0
      send KILL $left
    else
      quiet=$((quiet + 1))
    fi
    rounds=$((rounds + 1))
    sleep 0.05
  done
}
controlled cgroup.kill | while IFS= read -r path; do
  echo 1 >"$path"
  rounds=0
  until rmdir "${path%/*}" 2>/dev/null || [ "$rounds" -ge 50 ]; do
    rounds=$((rounds + 1))
    sleep 0.02
  done
done
rm -f "$folder"/*
