#!/usr/bin/env bash
# A command app of protocol `text`: any console program is one. Try it in a terminal, too:
#   bash guess.sh 20
highest=${1:-20}
secret=$((RANDOM % highest + 1))

echo "I think of a number from 1 to $highest."
for ((tries = 1; ; tries++)); do
  printf 'Your guess? '
  read -r guess || exit 1 # nobody is there any more
  if ! [[ $guess =~ ^[0-9]{1,9}$ ]]; then
    echo "That is no number."
  elif ((10#$guess < secret)); then
    echo "Higher."
  elif ((10#$guess > secret)); then
    echo "Lower."
  else
    echo "Yes, $secret! You needed $tries tries."
    exit 0
  fi
done
