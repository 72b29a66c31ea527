"""Ends with an error that nobody caught."""

import sys

import yera

yera.say("markdown", content="So far so good.")
sys.tracebacklimit = 0
print("about to fail", file=sys.stderr)
raise ValueError("this <b>always</b> fails")
