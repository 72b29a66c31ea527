"""Repeats what it is told, or says much: the lines of the protocol from a program in Python."""

import json
import sys

PIECE = "x" * 200


def say(block_type, **data):
    sys.stdout.write(json.dumps({"block_type": block_type, "data": data}) + "\n")


def ask():
    say("text_input", label="Say something")
    sys.stdout.flush()
    return json.loads(sys.stdin.readline())["value"]


sys.stdin.readline()
while True:
    said = ask()
    if said.startswith("burst "):
        for _ in range(int(said.split()[1])):
            say("markdown", content=PIECE)
    else:
        say("markdown", content=said)
