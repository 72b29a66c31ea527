"""Every block there is, in the words of yera.py."""

import threading

import yera

more = yera.arguments["more"]
print("printed")
yera.sys_prompt("Be brief.")
yera.markdown(f"# {yera.user.name or 'nobody'}")
growing = yera.text()
for letter in "ab":
    growing.append(letter)
yera.table([{"a": 1, "b": None}, {"a": 2, "c": "x"}])
yera.table([[1, 2]], columns=["k", "v"], border="horizontal")
days = [{"day": "Mon", "rain": 1, "snow": 2}]
with yera.columns(2, border=True):
    yera.bar_chart(days, "day", ["rain", "snow"], stack=True)
    with yera.container():
        yera.line_chart(days, "day", "rain", colour=["tomato"])
with yera.action("Read") as read:
    read.say("a.csv")
with yera.spinner("Looking") as spinner:
    spinner.complete("Found")
try:
    with yera.action("Fails"):
        raise OSError("lost")
except OSError:
    pass
yera.code("ls", "shell")
yera.markdown("Hi", role="assistant", name="Ada")
yera.json_value({"a": [1, None]})
yera.metric("Sales", 3, delta=-1, better="down")
yera.notice("Full", "warning")
yera.image(b"<svg/>", alt="Sky", width=9, name="a.svg")
yera.audio(b"RIFF", name="a.wav")
yera.video(b"film", caption="Film", name="a.mp4")
yera.file("every-block.py", name="me.py")
yera.chart({"mark": "bar"})
growing = yera.table([{"a": 0.5}], key="a", formats={"a": "percent"})
growing.append([{"a": 1}, [2]])
with yera.tabs("One", "Two"):
    yera.text("1")
    yera.text("2")
with yera.expander("More", open=True):
    yera.text("3")
said = [
    yera.text_input("Name?"),
    yera.buttons("Size?", ["S", "L"]),
    yera.slider("Cups?", 1, 8),
    yera.slider("Weight?", 0.5, 1.5, default_value=1, step=0.5),
    yera.slider("Volume?", 0, 1, step=0.1),
    yera.date_picker("Day?").isoformat(),
]
if "number_input" in more:
    said.append(yera.number_input("How much?", min_value=1))
if "checkbox" in more:
    said.append(yera.checkbox("Sure?"))
if "select" in more:
    said.append(yera.select("Which?", ["x", "y"]))
with open(yera.file_input("File?")[0]["path"], encoding="utf-8") as given:
    said.append(given.read())
said.append(yera.chat_input("Say something")["text"])
with yera.form() as trip:
    where = trip.text_input("Where?")
    with yera.columns(2):
        by = trip.buttons("By?", ["train", "ship"])
        people = trip.slider("People?", 1, 4)
    when = trip.date_picker("When?")
said += [where.value, by.value, people.value, when.value.isoformat()]
with yera.progress("Importing") as bar:
    bar.at(0.49, "Row 49")
yera.text(" ".join(map(str, said)))
other = threading.Thread(target=lambda: said.append(yera.ask("text_input", label="Other thread?")))
other.start()
other.join()
yera.markdown(said[-1])
yera.exit(3, "Enough")
