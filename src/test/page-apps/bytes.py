"""Writes to its terminal whatever bytes a seed makes; with a seed in the command it tells them instead, in hexadecimal."""

import os
import random
import re
import sys

PIECES = [
    b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b(", b"\x1b#8", b"\x9b", b"\x1b\\", b"\x07", b"\x18", b"1;2;", b"?", b"$q", b"m", b"H", b"r", b"h",
    b"?1049h", b"?1049l", b"?6h", b"?7l", b"38;5;", b"38:2::1:2:3m", b"2J", b"3J", b"99999999999", b"\xf0\x9f\x98", b"\xe2\x82\xac", b"\xed\xa0\x80",
    b"\xc0\xaf", b"\xf4\x90\x80\x80", "e\u0301".encode(), "\U0001f469\u200d\U0001f4bb".encode(), "\u4e2d".encode(), "\u05d0\u05d1".encode(), b"\r\n", b"\t", b"\x0e", b"\x0f",
    b"some words of text ", b"0123456789" * 9,
]  # fmt: skip


def made(seed):
    rng = random.Random(seed)
    parts = [rng.choice(PIECES) if rng.random() < 0.7 else rng.randbytes(rng.randint(1, 9)) for _ in range(rng.randint(1, 500))]
    # What has not ended ends, and the cursor's line says that this is all of it.
    return b"\x1bc" + b"".join(parts) + b"\x18\x1b\\\x1b[m\x1b(B\x0f"


if len(sys.argv) > 1:
    print(made(int(sys.argv[1])).hex())
else:
    os.system("stty -opost -echo")
    os.write(1, b"ready")
    for line in sys.stdin.buffer:
        # Before it may be what the emulator has replied to some of the bytes.
        seed = re.search(rb"([0-9]+)$", line.strip())
        if seed:
            size = os.get_terminal_size()
            all = made(int(seed.group(1))) if int(seed.group(1)) else b"\x1bcsize %d %d" % (size.columns, size.lines)
            for i in range(0, len(all), 41):
                os.write(1, all[i : i + 41])
