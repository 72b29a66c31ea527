"""A server that speaks MCP on its standard streams, with tools that add, fail, never answer, and tell their process."""

import json
import os
import sys
import time

TOOLS = {
    "add": {"a": {"type": "integer"}, "b": {"type": "integer"}},
    "fail": {},
    "hang": {},
    "leave": {},
    "process": {},
}


def call(name, arguments):
    if name == "hang":
        time.sleep(3600)
    if name == "leave":
        sys.exit(1)
    if name == "fail":
        return {"content": [{"type": "text", "text": "out of order"}], "isError": True}
    text = str(os.getpid()) if name == "process" else str(arguments["a"] + arguments["b"])
    return {"content": [{"type": "text", "text": text}]}


def answer(method, params):
    if method == "initialize":
        return {
            "protocolVersion": params["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "tools", "version": "1"},
        }
    if method == "tools/list":
        return {
            "tools": [
                {"name": name, "description": name, "inputSchema": {"type": "object", "properties": properties}}
                for name, properties in TOOLS.items()
            ]
        }
    return call(params["name"], params["arguments"])


for line in sys.stdin:
    request = json.loads(line)
    if "id" in request:
        result = answer(request["method"], request.get("params", {}))
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}), flush=True)
