"""Lines that are no events, and events that are not quite right: the table of the protocol page."""
import sys
out = sys.stdout.buffer
def line(data):
    out.write(data + b"\n")
    out.flush()
line(b"not json")
line(b"[1,2]")
line(b"")
line(b'{"no":"block_type"}')
line(b'{"block_type":7,"data":{}}')
line(b'{"block_type":"markdown","block_id":"utf8","data":{"content":"a\xff\xfeb"}}')
line(b'{"block_type":"markdown",\r"block_id":"cr",\r"data":{"content":"cr"}}\r')
line(b'{"block_type":"markdown","block_id":"raw-cr","data":{"content":"a\rb"}}')
line('{"block_type":"markdown","block_id":"ls","data":{"content":"a\u2028b"}}'.encode())
line(b'{"block_type":"markdown","block_id":"nul","data":{"content":"a\x00b"}}')
line(b'{"block_type":"markdown","block_id":"escaped","data":{"content":"a\\u0000\\r\\n\\n\\u2028b"}}')
line(b'{"block_type":"table","block_id":"nan","data":{"columns":["a"],"rows":[[NaN],[Infinity],[-Infinity]]}}')
line(b'{"block_type":"markdown","block_id":"types","chunk_id":"x","timestamp":7,"app":3,'
     b'"parent_block_id":[1],"data":{"content":5}}')
line(b'{"block_type":"table","block_id":"no-object","data":[1,2]}')
line(b'{"event_class":"lifecycle","block_type":"markdown","block_id":"class","data":{"content":"x"}}')
line(b'{"block_type":"spaceship","block_id":"unknown","event_class":"progress","data":{"fuel":{"deep":[1]}}}')
line(b'{"event_class":7,"block_type":"spaceship","block_id":"classless"}')
line(b'{"block_type":"markdown","block_id":"line\\nbreak\\r","parent_block_id":"a\\n\\nid: 9\\ndata: x",'
     b'"data":{"content":"x","extra":true}}')
line(b'{"block_type":"x","block_id":"nested","data":{"a":' + b"[" * 9000 + b"]" * 9000 + b"}}")
line(b"[" * 9000)
line(b'{"block_type":"x","block_id":"less-nested","data":{"a":' + b"[" * 400 + b"]" * 400 + b"}}")
line(b'{"block_type":"start","data":{}}')
line(b'{"block_type":"answer","block_id":"utf8","data":{"value":1}}')
line(b'{"block_type":"markdown","block_id":"last","data":{"content":"still here"}}')
out.write(b'{"block_type":"markdown","data":{"content":"half')
out.flush()
