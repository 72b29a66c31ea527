"""Numbers with more digits than a double has, everywhere a number can stand."""

import sys

from yera import arguments, ask, say

WHOLE = 1234567890123456789


def raw(line):
    """A line whose numbers Python would shorten."""
    print(line, flush=True)


raw('{"block_type":"table","data":{"columns":["n"],"rows":[[1234567890123456789],[0.12345678901234567890123],[1e400],[[9007199254740993]]]}}')
raw('{"block_type":"line_chart","data":{"data":[{"x":9007199254740993,"y":0.10000000000000000001},{"x":9007199254740995,"y":2}],"x":"x","y":["y"]}}')
raw('{"block_type":"block_to_come","data":{"n":1234567890123456789}}')
say("text", content=f"argument {arguments['number']}")
say("text", content=f"answer {ask('slider', label='Which?', min_value=WHOLE - 9, max_value=WHOLE, step=None)}")
raw('{"block_type":"slider","block_id":"fine","data":{"min_value":0,"max_value":0.30000000000000000003,"default_value":0.30000000000000000003,"step":0.10000000000000000001,"label":"How fine?"}}')
say("text", content="line " + sys.stdin.readline())
say("text", content=f"typed {ask('number_input', label='Which exactly?', default_value=WHOLE)}")
