import hashlib
import json

input()


def say(block_id, block_type, parent=None, **data):
    event = {"block_id": block_id, "block_type": block_type, "data": data}
    print(json.dumps({**event, "parent_block_id": parent}), flush=True)


def told(value):
    say("m" + value[:1], "markdown", content=hashlib.sha256(value.encode()).hexdigest())


say("q", "text_input", label="Word", secret=True)
told(json.loads(input())["value"])
say("f", "form")
say("w", "text_input", parent="f", secret=True)
say("f", "form", status="awaiting")
told(json.loads(input())["value"]["w"])
