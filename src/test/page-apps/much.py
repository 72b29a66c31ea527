"""Much at once, then a question."""

from yera import arguments, ask, say

count = arguments["count"]
if arguments["what"] == "blocks":
    for i in range(count):
        say("markdown", content=f"Block **{i}** of many")
elif arguments["what"] == "table":
    columns = [f"Column {i}" for i in range(30)]
    say("table", columns=columns, rows=[list(range(i, i + 30)) for i in range(count)], border=True)
else:
    for i in range(count):
        say(arguments["what"], id="one", content=f"chunk {i} " + ("\n\n" if i % 40 == 39 else ""))
say("markdown", content="That was all.")
ask("text_input", label=None)
