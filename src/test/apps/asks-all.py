"""Asks many questions of each kind, and forms, at once, and goes on until it is stopped."""
import json, sys
def say(block_type, block_id, parent=None, **data):
    print(json.dumps({"block_type": block_type, "block_id": block_id, "parent_block_id": parent, "data": data}))
for i in range(25):
    say("text_input", f"text_input{i}", label=None)
    say("buttons", f"buttons{i}", options=["a", "b"])
    say("slider", f"slider{i}", min_value=1, max_value=9, default_value=5, step=1, label="n")
    say("date_picker", f"date_picker{i}", default_date="2026-11-22", label="d")
    say("form", f"form{i}", status="open", border=True)
    say("text_input", f"field{i}", parent=f"form{i}", label="f")
    say("slider", f"number{i}", parent=f"form{i}", min_value=0, max_value=1)
    say("form", f"form{i}", status="awaiting", border=True)
say("markdown", "asked", content="All are asked.")
sys.stdout.flush()
for line in sys.stdin:
    got = json.loads(line)
    if got["type"] == "stop":
        break
    if got["type"] == "input":
        say("got", "got-" + got["block_id"], value=got["value"])
        sys.stdout.flush()
