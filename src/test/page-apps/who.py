"""Says where its user is."""

import json
import sys

user = json.loads(sys.stdin.readline())["user"]
print(json.dumps({"block_type": "text", "data": {"content": f"{user['locale']} {user['time_zone']}"}}), flush=True)
