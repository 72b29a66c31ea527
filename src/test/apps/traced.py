"""Says in which trace it was started, asks, and says in which it was answered."""
import json
import os


def say(block_type, **data):
    print(json.dumps({"block_type": block_type, "data": data}), flush=True)


start = json.loads(input())
say("started_in", line=start.get("traceparent"), variable=os.environ.get("TRACEPARENT"))
say("text_input")
say("answered_in", line=json.loads(input()).get("traceparent"))
