"""Writes n whole events as fast as it can, after it has slept a little so that viewers can join."""
import json, sys
n = json.loads(sys.stdin.readline())["kwargs"]["n"]
event = ('{"event_class":"content","block_type":"markdown","block_id":"b","data":{"content":"%s"},'
         '"timestamp":"2026-11-22T10:00:00.123456Z","chunk_id":%d,"app":{"name":"it.burst","instance_id":0},'
         '"parent_block_id":null}\n')
for i in range(n):
    sys.stdout.write(event % ("x" * 40, i))
