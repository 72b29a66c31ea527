"""Prints what a seed makes: text, movements and erasures. With a size it tells instead what an emulator shows of that."""

import os
import random
import sys

WORDS = ["hello", "a", "Größe", "│─┼", "x" * 40, " ", "0123456789"]


def sequence(rng, columns, lines):
    kind = rng.randrange(12)
    if kind < 4:
        return rng.choice(WORDS)
    if kind == 4:
        return rng.choice(["\r\n", "\r", "\n", "\b", "\t"])
    if kind == 5:
        return f"\x1b[{rng.randint(1, lines + 3)};{rng.randint(1, columns + 3)}H"
    if kind == 6:
        return f"\x1b[{rng.randint(1, 9)}{rng.choice('ABCDG')}"
    if kind == 7:
        return f"\x1b[{rng.randint(0, 2)}K"
    if kind == 8:
        return f"\x1b[{rng.randint(0, 2)}J"
    if kind == 9:
        return f"\x1b[{rng.choice([0, 1, 3, 4, 7, 31, 42, 95])}m"
    if kind == 10:
        return f"\x1b]0;{rng.choice(WORDS)}\x07"
    return rng.choice(["\x1b7", "\x1b[38;2;1;2;3m", "\x1b[?25l", "\x1b[?25h"])


def made(seed, columns, lines):
    rng = random.Random(seed)
    pieces = [sequence(rng, columns, lines) for _ in range(rng.randint(1, 400))]
    return "\x1bc" + "".join(pieces) + f"\x1b[0m\x1b[{lines};1H\x1b[2Kend {seed} {columns} {lines}"


def emulated(text, columns, lines):
    import pyte

    screen = pyte.Screen(columns, lines)
    stream = pyte.ByteStream(screen)
    stream.feed(text.encode())
    return screen.display


if len(sys.argv) > 1:
    seed, columns, lines = map(int, sys.argv[1:])
    print("\n".join(line.rstrip() for line in emulated(made(seed, columns, lines), columns, lines)))
else:
    os.system("stty -opost")
    sys.stdout.write("ready")
    sys.stdout.flush()
    for line in sys.stdin:
        size = os.get_terminal_size()
        all = made(int(line), size.columns, size.lines).encode()
        # In pieces that end anywhere.
        for i in range(0, len(all), 37):
            os.write(1, all[i : i + 37])
