"""Asks for files in all ways, and says what it can do with them."""

import hashlib
import os

import yera


def seen(file):
    with open(file["path"], "rb") as content:
        data = content.read()
    assert hashlib.sha256(data).hexdigest() == file["sha256"] and len(data) == file["size"]
    try:
        os.chmod(file["path"], 0o600)
        with open(file["path"], "ab") as content:
            content.write(b"!")
        may = "written"
    except OSError:
        may = "read"
    beginning = data[:20].decode(errors="replace")
    return f'{file["name"]}|{file["type"]}|{os.path.basename(file["path"]).removeprefix(file["file_id"])}|{beginning}|{may}'


def say(files):
    yera.text("\n".join(seen(file) for file in files))


print("home", os.environ["HOME"])
say(yera.file_input("Small texts", accept=["text/*", ".CSV"], max_bytes=1000, multiple=True))
with yera.form() as pair:
    one = pair.file_input("One")
    none = pair.file_input("Perhaps one", required=False)
    word = pair.text_input("Word")
say(one.value)
yera.text(f"{none.value} {word.value}")
message = yera.chat_input("Say something", accept=["*/*"])
yera.text(message["text"])
say(message["files"])
yera.text(yera.chat_input("Only words")["text"])
