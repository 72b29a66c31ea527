"""A console program with colours, a line that moves, and error output."""

import sys

out = sys.stdout.write
out("plain \x1b[32mgreen\x1b[0m \x1b[1;3;4;9mall at once\x1b[0m \x1b[38;5;208morange\x1b[m \x1b[48;2;255;255;0myellow\x1b[m ")
out("\x1b[7minverse\x1b[m \x1b[2mdim\x1b[m\n")
out("\x1b]0;a title\x07")
for index in range(256):
    out(f"\x1b[38;5;{index}mA\x1b[39;48;5;{index}mB\x1b[m")
out("\n")
for done in range(0, 101, 10):
    out(f"\rProgress {done}%")
sys.stdout.flush()
sys.stdin.readline()
out("after")
sys.stdout.flush()
sys.stdin.readline()
print("something is wrong", file=sys.stderr, flush=True)
sys.stdin.readline()
for number in range(200_000):
    out(f"\x1b[3{number % 8}m{number}\x1b[0m line \x1b[1mof many\x1b[0m\n")
