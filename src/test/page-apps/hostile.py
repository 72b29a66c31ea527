"""Tries to run a script from every text an app can set."""

import sys

from yera import answer_to, ask, event, say

MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><svg onload=window.pwned=1>'
ADDRESS = "javascript:window.pwned=1"

say(
    "markdown",
    content=f"# {MARKUP}\n[a]({ADDRESS}) ![b]({ADDRESS}) <a href='{ADDRESS}'>c</a> "
    f'<iframe srcdoc="{MARKUP}"></iframe> <form action={ADDRESS}><button>go</button></form> '
    "<style>*{display:none}</style> ![far](https://far.example/p.png) <img src='https://far.example/q.png'> "
    "<div id=x style='position:fixed;inset:0'>over all</div> [d](data:text/html,<script>1</script>) "
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=window.pwned=1&gt;'>",
)
for part in ["<scr", "ipt>window.pwned=1</scr", "ipt>", "<img src=x one", "rror='window.pwned=1'>"]:
    say("markdown", id="in-parts", content=part)
say("text", content=MARKUP)
say("table", columns=[MARKUP, ADDRESS], rows=[[MARKUP, {"a": MARKUP}], [ADDRESS, [MARKUP]]], border=True)
row = {MARKUP: MARKUP, "y": 3}
say("bar_chart", data=[row], x=MARKUP, y=["y", MARKUP], colour=["red;background:url(x)", MARKUP], horizontal=False, stack=False)
say("line_chart", data=[row], x=MARKUP, y=["y"], colour=None)
say("action", message=MARKUP, status="active")
say("spinner", message=MARKUP, status="active")
say("sys_prompt", content=MARKUP)
say(MARKUP, content=MARKUP)
say("columns", id=MARKUP, n=2, border=True)
say("markdown", MARKUP, content=MARKUP)
for name in ["__proto__", "constructor", "toString"]:
    say(name, id=name, content=MARKUP)

ask("text_input", label=MARKUP)
ask("buttons", label=MARKUP, options=[MARKUP, ADDRESS])
ask("slider", label=MARKUP, min_value=0, max_value=1, default_value=0, step=None)
ask("date_picker", label=MARKUP, default_date=None)
form = say("form", status="open")
say("text_input", form, label=MARKUP)
say("buttons", form, label=MARKUP, options=[MARKUP])
say("form", id=form, status="awaiting")
answer_to(form)

print(MARKUP)
print(MARKUP, file=sys.stderr)
error = {"error_type": MARKUP, "message": MARKUP, "stderr": [MARKUP]}
event(
    block_type="exit",
    data={"exit_code": 1, "reason": MARKUP, "return_type": "str", "return_value": MARKUP, "error": error},
)
sys.exit(1)
