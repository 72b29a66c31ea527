"""Lines that are no events, and events that are not quite right."""
import sys, time
out = sys.stdout.buffer
def line(data):
    out.write(data + b"\n")
    out.flush()
line(b"not json")
line(b"[1,2]")
line(b'{"no":"block_type"}')
line(b'{"block_type":"markdown","block_id":"utf8","data":{"content":"a\xff\xfeb"}}')
line(b'{"block_type":"markdown",\r"block_id":"cr",\r"data":{"content":"cr"}}\r')
line('{"block_type":"markdown","block_id":"ls","data":{"content":"a\u2028b"}}'.encode())
line(b'{"block_type":"markdown","block_id":"nul","data":{"content":"a\x00b"}}')
line(b'{"block_type":"markdown","block_id":"escaped-nul","data":{"content":"a\\u0000b"}}')
line(b'{"block_type":"table","block_id":"nan","data":{"columns":["a"],"rows":[[NaN],[Infinity]]}}')
line(b'{"block_type":"markdown","block_id":"types","chunk_id":"x","timestamp":7,"app":3,"data":{"content":5}}')
line(b'{"block_type":"spaceship","block_id":"unknown","event_class":"progress","data":{"fuel":{"deep":[1]}}}')
line(b'{"block_type":"markdown","block_id":"line\\nbreak","data":{"content":"x","extra":true}}')
line(b'{"block_type":"x","data":' + b"[" * 9000 + b"]" * 9000 + b"}")
line(b'{"block_type":"start","data":{}}')
line(b'{"block_type":"answer","block_id":"utf8","data":{"value":1}}')
out.write(b'{"block_type":"markdown","data":{"content":"half')
out.flush()
