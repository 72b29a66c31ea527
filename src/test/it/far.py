"""Reads a stream, on another host: far.py <host> <port> <session> <last event id>. Says how far it came."""
import re, socket, sys
host, port, session, last = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
stream = socket.create_connection((host, port), 10)
stream.settimeout(None)
stream.sendall(f"GET /api/sessions/{session}/stream HTTP/1.0\r\nHost: {host}:{port}\r\n"
               f"Last-Event-ID: {last}\r\n\r\n".encode())
rest, holes = b"", 0
while True:
    data = stream.recv(1 << 16)
    whole, _, rest = (rest + data).rpartition(b"\n\n")
    for number in re.findall(rb"^id: (\d+)$", whole, re.M):
        holes += int(number) != last + 1
        last = int(number)
    print(last, holes, flush=True)
    if not data:
        break
print("end", last, holes, flush=True)
