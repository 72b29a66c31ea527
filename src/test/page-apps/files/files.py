"""Asks for files, and then chats."""

import time

import yera

[report] = yera.file_input("Report", accept=[".csv"], max_bytes=1000, help="Of this month")
with open(report["path"], encoding="utf-8") as rows:
    yera.markdown(f"{report['name']} has {rows.read()}.")
with yera.form() as pair:
    pictures = pair.file_input("Pictures", multiple=True, required=False)
    name = pair.text_input("Name")
yera.markdown(f"{name.value} gave {len(pictures.value or [])} pictures.")
yera.markdown("\n\n".join(f"Line {i}" for i in range(60)))
while True:
    said = yera.chat_input("Ask me", accept=["*/*"])
    if said["text"] == "bye":
        break
    answer = yera.markdown(role="assistant")
    try:
        answer.append(f"You said *{said['text']}* with {len(said['files'])} files")
        if said["text"] == "work":
            time.sleep(300)
        answer.append(".")
    except KeyboardInterrupt:
        answer.append(", and stopped me.")
