"""Says about three megabytes a second, in events of 32 KB."""
import json, sys, time
n = json.loads(sys.stdin.readline())["kwargs"]["megabytes"]
event = json.dumps({"block_type": "markdown", "block_id": "b", "data": {"content": "x" * 32000}}) + "\n"
for i in range(n * 32):
    sys.stdout.write(event)
    sys.stdout.flush()
    time.sleep(0.01)
