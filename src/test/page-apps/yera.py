"""The words these apps are written in: events out, answers in, one JSON object a line."""

import json
import sys
import uuid


def event(**members):
    print(json.dumps(members), flush=True)


def say(block_type, parent=None, id=None, **data):
    """Shows a block, or the next chunk of one, and returns its id."""
    block_id = id or str(uuid.uuid4())
    event(block_type=block_type, block_id=block_id, data=data, parent_block_id=parent)
    return block_id


def answer_to(block_id):
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "stop":
            break
        if message["type"] == "input" and message["block_id"] == block_id:
            return message["value"]
    sys.exit(1)


def ask(block_type, parent=None, **data):
    return answer_to(say(block_type, parent, **data))


arguments = json.loads(sys.stdin.readline())["kwargs"]
