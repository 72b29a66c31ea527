"""Ends in each way that yera.py knows."""

import time

from yera import arguments, exit, form, markdown, spinner, text_input

how = arguments["how"]
if how == "throws":
    with spinner("Trying"):
        raise ValueError("no such thing")
elif how == "asks":
    try:
        text_input("Asked")
    finally:
        print("tidied")
elif how == "works":
    try:
        markdown("working")
        time.sleep(600)
    finally:
        print("tidied")
elif how == "asks-in-form":
    with form():
        text_input("Asked")
elif how == "form-in-form":
    with form():
        with form():
            pass
elif how == "exits":
    try:
        with spinner("Leaving"):
            exit(0, "Enough")
    finally:
        markdown("tidied")
