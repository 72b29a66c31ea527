"""Every block and every question of the contract."""

import json
import time

from yera import answer_to, ask, say

text = say("markdown", content="# Everything\n\nEvery **block** there is, with `code`, a [link](https://example.org) and\n\n")
for word in (
    "- a list\n- of things\n\n> a quotation\n\n```python\nprint('hello')\n```\n\n"
    "| item | price |\n|---|--:|\n| pen | 1 |\n| book | 12 |\n"
).split(" "):
    say("markdown", id=text, content=word + " ")
    time.sleep(0.01)
say("sys_prompt", content="You are a helpful gallery.")
verbatim = say("text", content="verbatim <b>text</b>\n")
say("text", id=verbatim, content="  in two chunks\n")
say(
    "table",
    columns=["City", "Country", "People", "Note"],
    rows=[
        ["Lagos", "Nigeria", 15388000, None],
        ["Berlin", "Germany", 3677472, "capital"],
        ["Quito", "Ecuador", 1978376, ""],
        ["Oslo", "Norway", 709037, "fjord"],
    ],
    border=True,
)
months = [("Jan", 40, 60), ("Feb", 35, 80), ("Mar", 42, 120), ("Apr", 30, 160), ("May", 55, 210), ("Jun", 60, 230)]
data = [{"month": month, "rain": rain, "sun": sun} for month, rain, sun in months]
columns = say("columns", n=2, border=True)
say("bar_chart", columns, data=data, x="month", y=["rain", "sun"], colour=None, horizontal=False, stack=True)
say("line_chart", columns, data=data, x="month", y=["rain", "sun"], colour=None)
container = say("container", columns, border=False)
say("markdown", container, content="A container in the **left** column")
say("text", container, content="with text under it")
say("table", columns, columns=["key", "value"], rows=[["a", 1], ["b", 2]], border="horizontal")
action = say("action", message="Looking around", status="active")
say("action", id=action, message="Packing", status="active")
say("action", id=action, message=None, status="complete")
spinner = say("spinner", message="Thinking…", status="active")
say("spinner", id=spinner, message="Thought", status="complete")

name = ask("text_input", label="What is your name?")
mood = ask("buttons", label=f"How are you, {name}?", options=["Great", "So-so", "Do not ask"])
number = ask("slider", label="How many?", min_value=0, max_value=10, default_value=None, step=None)
day = ask("date_picker", label="When?", default_date="2026-11-22")

form = say("form", border=True, status="open")
say("text_input", form, label="Street")
inside = say("columns", form, n=2, border=False)
say("buttons", inside, label="Class", options=["First", "Second"])
say("slider", inside, label="Weight", min_value=1, max_value=2, default_value=1.5, step=0.1)
say("date_picker", form, label="Day", default_date=None)
say("form", id=form, border=True, status="awaiting")
fields = answer_to(form)

say("markdown", content=f"Thank you, **{name}**: {mood}, {number}, {day}.")
say("text", content=json.dumps(list(fields.values())))
say("block_to_come", content={"x": 1})
say("bar_chart", data=data, x="month", y=["sun"], colour=["tomato"], horizontal=True, stack=False)
print("a stray line")
