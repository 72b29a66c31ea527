"""Asks each kind of question, and a form."""
import json, sys
def say(block_type, block_id, parent=None, **data):
    print(json.dumps({"block_type": block_type, "block_id": block_id, "parent_block_id": parent, "data": data}), flush=True)
say("text_input", "text", label=None)
say("buttons", "buttons", options=["a", "b"])
say("slider", "slider", min_value=1, max_value=9, default_value=5, step=1, label="n")
say("date_picker", "date", default_date="2026-11-22", label="d")
say("form", "form", status="open", border=True)
say("columns", "columns", parent="form", n=2, border=False)
say("text_input", "field1", parent="columns", label="f1")
say("slider", "field2", parent="form", min_value=0, max_value=1)
say("form", "form", status="awaiting", border=True)
for line in sys.stdin:
    got = json.loads(line)
    if got["type"] == "input":
        say("got", "got-" + got["block_id"], value=got["value"], type=got["block_type"])
        if got["block_id"] == "form":
            break
