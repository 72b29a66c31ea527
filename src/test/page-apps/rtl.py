"""Hebrew wherever an app can say something."""

import sys

from yera import answer_to, ask, say

WORDS = "שלום עולם"

say(
    "markdown",
    content=f"# {WORDS}\n\n{WORDS}\n\n- {WORDS}\n- {WORDS}\n\n> {WORDS}\n\n| {WORDS} | b |\n|---|---|\n| {WORDS} | {WORDS} |\n\n"
    f"1. {WORDS}\n\n   {WORDS}\n\n```\n{WORDS}\n```\n\n<details>\n<summary>{WORDS}</summary>\n\n{WORDS}\n\n</details>\n\n[{WORDS}](#x) **{WORDS}**\n\n"
    "Left to right\n\n- left\n",
)
say("text", content=f"{WORDS}\n{WORDS}\n")
say("table", columns=[WORDS, "two"], rows=[[WORDS, "left"], ["left", WORDS]], border=True)
say("bar_chart", data=[{WORDS: WORDS, "עוד": 1}], x=WORDS, y=["עוד"], colour=None, horizontal=False, stack=False)
action = say("action", message=WORDS, status="complete")
say("spinner", message=WORDS, status="complete")
say("sys_prompt", content=WORDS)
say("block_to_come", content=WORDS)
ask("text_input", label=WORDS)
ask("buttons", label=WORDS, options=["אחד", "שניים"])
ask("slider", label=WORDS, min_value=1, max_value=9)
form = say("form", status="open")
say("buttons", form, label=WORDS, options=["אחד", "שניים"])
say("form", id=form, status="awaiting")
answer_to(form)
print(WORDS, file=sys.stderr)
sys.exit(1)
