"""A command app of protocol `events`: it reads lines and writes lines, one JSON object each.

What an event leaves out (times, numbers, the app's name) the server fills in.
"""

import json
import sys
import uuid


def say(block_type, **data):
    """Shows a block and returns its id."""
    block_id = str(uuid.uuid4())
    print(json.dumps({"block_type": block_type, "block_id": block_id, "data": data}), flush=True)
    return block_id


def ask(block_type, **data):
    """Asks a question and waits for the answer."""
    block_id = say(block_type, **data)
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "stop":
            break
        if message["type"] == "input" and message["block_id"] == block_id:
            return message["value"]
    sys.exit(1)  # the session is over, nobody will answer


def main():
    start = json.loads(sys.stdin.readline())
    greeting = start["kwargs"]["greeting"]

    name = ask("text_input", label="What is your name?")
    mood = ask("buttons", label=f"And how are you, {name}?", options=["Great", "So-so"])

    say("markdown", content=f"## {greeting}, {name}!")
    if mood == "Great":
        say("markdown", content="Wonderful. Keep it that way.")
    else:
        say("markdown", content="I hope this greeting helps a little.")


main()
