"""A chat that has gone on for long already."""

from yera import arguments, ask, say

for i in range(arguments["count"]):
    say("markdown", content=f"Question {i}", role="user")
    say("markdown", content=f"An answer with **two** paragraphs.\n\nThis is the second of {i}.", role="assistant")
while True:
    said = ask("chat_input", placeholder="Say something")["text"]
    say("markdown", content=f"You said {said}.", role="assistant")
