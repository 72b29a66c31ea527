"""What websocketd runs for each connection: the same as the apps of the benchmark, line by line.

Says one line, then answers each line with itself. `burst <n>` is answered with n lines of 200 characters,
each beginning with its number.
"""

import sys

WIDTH = 200


def main():
    print("Say something", flush=True)
    for line in sys.stdin:
        if line.startswith("burst "):
            # No flush in between: the interpreter writes whole buffers, the fastest way it has.
            for i in range(int(line.split()[1])):
                print(str(i).ljust(WIDTH, "x"))
            sys.stdout.flush()
        else:
            print(line, end="", flush=True)


main()
