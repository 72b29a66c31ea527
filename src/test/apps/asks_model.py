"""Asks the server's usual model, as any client of OpenAI's protocol does, and says its environment."""

import http.client
import json
import os
import socket
import sys
import urllib.parse


class Local(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.environ["YERA_LLM_SOCKET"])


def say(text):
    print(json.dumps({"block_type": "markdown", "block_id": "answer", "data": {"content": text}}), flush=True)


sys.stdin.readline()
print(json.dumps({"block_type": "json", "data": {"value": dict(os.environ)}}), flush=True)
url = urllib.parse.urlsplit(os.environ["OPENAI_BASE_URL"])
connection = Local("model") if sys.argv[1] == "socket" else http.client.HTTPConnection(url.netloc)
connection.request(
    "POST",
    url.path + "/chat/completions",
    json.dumps({"model": os.environ["OPENAI_MODEL"], "stream": True, "messages": [{"role": "user", "content": "hi"}]}),
    {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"], "Content-Type": "application/json"},
)
answer = connection.getresponse()
if answer.status != 200:
    say(answer.read().decode())
    sys.exit(3)
for line in answer:
    if line.startswith(b"data: {"):
        say(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")
