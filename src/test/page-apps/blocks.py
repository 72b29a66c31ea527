"""The blocks that are not questions and that pages do not begin with."""

import base64

from yera import answer_to, say

say("markdown", content="How much is **2 + 2**?", role="user", name="Ada")
say("markdown", content="It is *four*.", role="assistant")
say("markdown", content="Energy is $E = mc^2$, it costs $5 and $6, and `$x$`.\n\n$$\n\\int_0^1 x\n= 1\n$$\n\nNot $\\nosuchthing$.\n\n```js\nconst a = 1;\n```\n")
code = say("code", content="def four():\n", language="python")
say("code", id=code, content="    return 2 + 2  # always\n", language="python")
say("json", value={"name": "Ada", "list": list(range(250)), "deep": {"a": {"b": [None, True, 1.5, "x"]}}, "empty": {}})
spec = {"title": "Rain", "mark": {"type": "bar", "tooltip": True}, "encoding": {"x": {"field": "day", "type": "nominal"}, "y": {"field": "mm", "type": "quantitative"}}}
chart = say("chart", spec={**spec, "data": {"values": [{"day": "Mon", "mm": 1}]}})
say("chart", id=chart, spec={**spec, "data": {"values": [{"day": "Mon", "mm": 4}, {"day": "Tue", "mm": 7}, {"day": "Wed", "mm": 2}]}, "transform": [{"calculate": "datum.mm * 1", "as": "n"}]})
row = say("columns", n=3, border=False)
say("metric", row, label="Sales", value=12345.5, delta=-50, better="up")
say("metric", row, label="Open", value=7, delta=-3, better="down")
say("metric", row, label="State", value="fine", delta=None)
for level in ("info", "success", "warning", "error"):
    say("notice", message=f"This is {level}.", level=level)
table = say(
    "table",
    columns=["Who", "Share", "Since", "Page", "People"],
    rows=[["Ada", 0.256, "2026-11-22", "https://example.org/ada", 1234567]],
    formats={"Share": "percent", "Since": "date", "Page": "link", "People": "number"},
    key="Who",
    border=True,
)
say("table", id=table, rows=[["Bob", 1, "yesterday", "javascript:alert(1)", "many"]], append=True)
picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#58b"/></svg>'
for block_type, name, more in (
    ("image", "sky.svg", {"alt": "The sky", "caption": "At noon", "width": 40}),
    ("audio", "none.wav", {"caption": "No sound"}),
    ("file", "a b.txt", {"caption": "To be kept"}),
):
    say(block_type, file={"base64": base64.b64encode(picture).decode(), "name": name}, **more)
tabs = say("tabs", labels=["First", "Second", " "])
say("text", tabs, content="in the first")
inside = say("container", tabs, border=False)
say("text", inside, content="in the second")
say("text", tabs, content="in the third")
more = say("expander", label="More", open=False)
say("text", more, content="in the expander")
answer_to(say("text_input", inside, label="In a tab?"))
