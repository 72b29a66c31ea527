"""A program that takes keys as they come, asks where its cursor is, and goes by q."""

import os
import sys
import tty

tty.setraw(0)
sys.stdout.write("\x1b[?2004h\x1b[6nkeys: ")
while True:
    sys.stdout.flush()
    typed = os.read(0, 100_000)
    sys.stdout.write(repr(typed)[2:-1] + "|")
    if typed.endswith(b"q"):
        break
sys.stdout.write("\r\nbye\r\n")
