"""Asks n questions at once, and repeats each line that it gets for an answer."""
import json, sys
n = json.loads(sys.stdin.readline())["kwargs"]["n"]
def say(block_type, **data):
    print(json.dumps({"block_type": block_type, **data}), flush=True)
for i in range(n):
    say("text_input", block_id=f"q{i}", data={"label": None})
for line in sys.stdin:
    got = json.loads(line)
    if got["type"] == "input":
        say("got", data={"block": got["block_id"], "value": got["value"]})
