"""A question with nothing but the server's words for what does not fit."""

from yera import arguments, ask, event, say

plate = ask("text_input", label="Plate", pattern="[A-Z]{2}[0-9]{3}")
say("text", content=f"{plate} has {arguments['seats']}")
event(block_type="exit", data={"exit_code": 0})
