"""A picture that is another one at once, a form that gets one more field, and a chat where one may say nothing."""

import base64

from yera import answer_to, ask, event, say


def picture(width):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20"><rect width="{width}" height="20" fill="#58b"/></svg>'
    return {"base64": base64.b64encode(svg.encode()).decode(), "name": f"{width}.svg", "type": "image/svg+xml"}


shown = say("image", file=picture(80), alt="A picture")
say("image", id=shown, file=picture(20), alt="A picture")
form = say("form", status="open")
note = say("text", form, content="More is asked later.")
name = say("text_input", form, label="Name")
say("form", id=form, status="awaiting")
answer_to(form)
say("text_input", form, id=note, label="Your note")
say("form", id=form, status="awaiting")
say("text", content=f"Your note is {answer_to(form)[note]}.")
said = ask("chat_input", label="Anything else?", help="It may be nothing.", required=False)
say("text", content=f"What was said is {said}.")
said = ask("chat_input")
say("text", content=f"Then came {said['text']}.")
event(block_type="exit", data={"exit_code": 0})
