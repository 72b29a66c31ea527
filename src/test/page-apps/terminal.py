"""A console program: colours, progress, questions, a password, and whatever a terminal should not do."""

import getpass
import os
import sys

if sys.argv[1:] == ["flood"]:
    digits = "0123456789" * 6
    for start in range(0, 134400, 840):
        sys.stdout.write("".join(f"{k:7d} \x1b[3{k % 8}m{digits}\x1b[0m\n" for k in range(start, start + 840)))
    print("That was all.")

print("\x1b]0;another title\x07\x1b]52;c;aGk=\x07\x1b[1;32mgreen\x1b[0m \x1b[38;2;200;30;90mtrue\x1b[0m", end=" ")
print("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ \U0001f600")
for n in range(0, 101, 25):
    print(f"\rProgress {n} %", end="", flush=True)
print()
while True:
    try:
        name = input("Name: ")
        if name == "size":
            print("%d columns, %d rows" % os.get_terminal_size())
            continue
        print(f"Hello {name}, {len(getpass.getpass())} characters")
    except KeyboardInterrupt:
        print("interrupted")
    except EOFError:
        break
print("bye")
