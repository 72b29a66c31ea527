"""Names that every object of the browser has, wherever an app can give one."""

from yera import answer_to, arguments, say

say("text", content=f"argument {arguments['constructor']}")
say("bar_chart", data=[{"toString": 1}, {"__proto__": 2}, {"constructor": 3}], x="toString", y=["constructor", "__proto__"], colour=None)
say("constructor", content="a block of this type")
form = say("form", id="__proto__", status="open")
say("text_input", form, id="constructor", label="First")
say("text_input", form, id="valueOf", label="Second")
say("form", id=form, status="awaiting")
say("text", content="answer " + str(sorted(answer_to(form).items())))
