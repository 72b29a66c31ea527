"""A numbered word at a time, for connections that break meanwhile."""

import time

from yera import arguments, say

for i in range(arguments["count"]):
    say("markdown", id="words", content=f"word{i} ")
    time.sleep(0.05)
