"""Events whose members make no sense; the last question can be answered, and ends it."""
import json, sys

def say(block_type, block_id, data):
    print(json.dumps({"block_type": block_type, "block_id": block_id, "data": data}), flush=True)

say("buttons", "nothing", {"options": [], "label": "Choose"})
say("buttons", "twice", {"options": ["a", "a"]})
say("slider", "inverted", {"min_value": 10, "max_value": 1})
say("slider", "outside", {"max_value": 10, "default_value": 50, "step": float("nan")})
say("bar_chart", "chart", {"data": [{"a": 1}], "x": "a", "y": ["b"]})
say("columns", "none", {"n": 0})
for line in sys.stdin:
    if json.loads(line).get("block_id") == "outside":
        break
