"""Ends in the middle of everything: by a status, by a signal, as if all were well, or not at all."""

import os
import signal
import time

import yera

action = yera.say("action", message="Loading", status="active")
yera.say("action", id=action, message="Counting", status="active")
yera.say("spinner", message="Thinking", status="active")
form = yera.say("form", border=True, status="open")
yera.say("date_picker", form, label="Day", default_date="2026-11-28")
yera.say("form", id=form, border=True, status="awaiting")
yera.say("text_input", label="And?")
end = yera.arguments["end"]
if end == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if end == "":
    time.sleep(600)
os._exit(3 if end == "exited" else 0)
