"""A console program that asks on one line, prints half characters, and ends."""
import os, sys, time
print(sys.argv[1] + "!")
sys.stdout.flush()
os.write(1, "Name? \u00e9".encode()[:-1])
time.sleep(0.2)
os.write(1, "\u00e9".encode()[-1:])
name = sys.stdin.readline().rstrip("\n")
print("Hello, " + name)
sys.stdin.readline()
