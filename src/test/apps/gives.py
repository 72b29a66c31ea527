"""Gives files, good ones and others, and then asks."""

import base64
import json
import os
import sys

home = os.environ["HOME"]


def give(block_type, file, **data):
    print(json.dumps({"block_type": block_type, "data": {"file": file, **data}}), flush=True)


sys.stdin.readline()
os.mkdir(f"{home}/out")
with open(f"{home}/out/report.csv", "w") as out:
    out.write("a,b\n")
with open(f"{home}/large.bin", "wb") as out:
    out.truncate(4 * 1024 * 1024)
os.symlink("/etc/passwd", f"{home}/link")
os.mkfifo(f"{home}/pipe")

give("file", {"path": "out/report.csv"}, caption="The report")
give("image", {"base64": base64.b64encode(b"<svg/>").decode(), "name": "a.svg"}, alt="A drawing", width=20)
give("audio", {"path": f"{home}/out/report.csv", "name": "a.wav", "type": "audio/wav"}, caption=None)
give("file", {"path": "large.bin"})
give("file", {"path": "link"})
give("video", {"path": "pipe"})
give("file", {"path": "/etc/passwd"})
give("file", {"path": "../../secret"})
give("image", {"base64": "!"})
give("image", {"path": "out/report.csv", "base64": ""})
give("file", {"file_id": "0" * 32})
give("file", "out/report.csv")
print(json.dumps({"block_type": "text_input", "data": {"label": "Done?"}}), flush=True)
sys.stdin.readline()
