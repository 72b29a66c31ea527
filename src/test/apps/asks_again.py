import json

input()


def say(block_id, block_type, parent=None, **data):
    event = {"block_id": block_id, "block_type": block_type, "data": data}
    print(json.dumps({**event, "parent_block_id": parent}), flush=True)


def answer():
    return json.loads(input())["value"]


say("q", "text_input", label="Word")
word = answer()
while len(word) < 3:
    say("q", "text_input", label="Word", error="Longer, please.", default_value=word)
    word = answer()
say("f", "form")
say("n", "number_input", parent="f", label="Even", min_value=0)
say("o", "checkbox", parent="f", label="Other")
say("f", "form", status="awaiting")
number = answer()["n"]
while number % 2:
    say("n", "number_input", parent="f", label="Even", min_value=0, error="Odd.", default_value=number)
    say("f", "form", status="awaiting", error="Look again.")
    number = answer()["n"]
say("m", "markdown", content=f"{word} {number}")
