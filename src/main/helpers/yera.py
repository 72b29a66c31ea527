"""Output and questions of an app of Yera Sessions, for any Python from 3.8 on, without a dependency.

    from yera import markdown, text_input

    name = text_input("What is your name?")
    markdown(f"Hello, **{name}**!")

Each call shows or asks one thing at once; a question waits for its answer. Any thread may call. What is printed, and what
other programs print that the app starts, goes to the diagnostics. The app ends when its session does, `finally` included.
"""

import atexit
import base64
import contextlib
import contextvars
import datetime
import itertools
import json
import os
import pathlib
import signal
import sys
import threading
import time
import traceback

if sys.stdin.isatty():
    sys.exit("This is an app of Yera Sessions. Put it, with its .app.json, into the apps folder of a server.")

# Child processes inherit neither of the two: what they print is diagnostics, what they read is empty.
_events = os.dup(1)
_lines = os.fdopen(os.dup(0), encoding="utf-8")
os.dup2(2, 1)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

_STOPPED = 143  # as after SIGTERM
_writing = threading.Lock()
_is_cut = False  # whether an interrupt has left a line without its end
_numbers = itertools.count()
_parent = contextvars.ContextVar("parent", default=None)
_filling = contextvars.ContextVar("filling", default=False)  # whether a form is
_answers = {}
_arrival = threading.Condition()
_ending = threading.Lock()
_last = None  # what the exit event will say, if the app has called exit()
_is_over = False  # whether it was said


class User:
    """Whom the app runs for; None for what is not known.

    `name`, `groups` (a list), `locale` (like "de-CH"), `time_zone` (like "Europe/Zurich")
    """

    def __init__(self, members):
        self.name = members.get("name")
        self.groups = members.get("groups")
        self.locale = members.get("locale")
        self.time_zone = members.get("time_zone")


def _begin():
    line = _lines.readline()
    if not line:
        os._exit(_STOPPED)  # nobody is there: the server was faster
    return json.loads(line)


_start = _begin()

arguments = _start["kwargs"]
"""The values of the app's parameters, by name."""

user = User(_start.get("user") or {})
"""Whom the app runs for."""

app_folder = pathlib.Path(os.environ.get("YERA_APP_FOLDER", "."))
"""Where the app's file is, with the data beside it."""


# What all the rest is made of.


def show(block_type, block_id=None, **data):
    """Shows a block of any type, or another chunk of one, and returns its id."""
    block_id = block_id or f"b{next(_numbers)}"
    event = {"block_type": block_type, "block_id": block_id, "data": data, "parent_block_id": _parent.get()}
    line = json.dumps(event, default=str)
    with _writing:
        try:
            _write(line)
        except BrokenPipeError:
            os._exit(_STOPPED)
    return block_id


def _write(line):
    """Writes a line; one that an interrupt cut is ended before it, and is no event."""
    global _is_cut
    rest = memoryview(f"{line}\n".encode())
    if _is_cut:
        rest = memoryview(b"\n" + rest)
    _is_cut = True
    while rest:
        rest = rest[os.write(_events, rest) :]
    _is_cut = False


def ask(block_type, validate=None, **data):
    """Asks a question of any type, and returns the answer.

    With `validate`, a function that returns what is wrong with an answer, or None, it is asked again until nothing is.
    """
    return _ask(block_type, lambda answer: answer, validate, data)


def _ask(block_type, convert, validate, data):
    if _filling.get():
        raise RuntimeError(
            f"{block_type}: questions inside a form are answered when the form is sent. "
            f"Ask with form.{block_type}(…), and read its value after the `with`"
        )
    block_id = show(block_type, **data)
    answer = _answer(block_id)
    wrong = _wrong(answer, convert, validate)
    while wrong:
        typed = {} if data.get("secret") else {"default_value": answer}
        show(block_type, block_id, **{**data, **typed, "error": wrong})
        answer = _answer(block_id)
        wrong = _wrong(answer, convert, validate)
    return convert(answer)


def _wrong(answer, convert, validate):
    """What is wrong with an answer; nothing with none, where none is required."""
    return validate(convert(answer)) if validate and answer is not None else None


def _answer(block_id):
    with _arrival:
        while block_id not in _answers:
            _arrival.wait()
        return _answers.pop(block_id)


def _listen():
    for line in _lines:
        message = json.loads(line)
        if message["type"] == "stop":
            break
        if message["type"] == "interrupt":
            # A user pressed stop: KeyboardInterrupt in the main thread, which may catch it and go on.
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        if message["type"] == "input":
            with _arrival:
                _answers[message["block_id"]] = message["value"]
                _arrival.notify_all()
    if not _is_over:  # the input also ends when the server has read how the app ended by itself
        _stop_main()


def _stop_main():
    # The signal wakes the main thread from whatever it waits for, and `finally` runs there.
    signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)


def _stop(number, frame):
    raise SystemExit(_STOPPED)


def _failed(kind, error, trace):
    if kind is KeyboardInterrupt:
        failure = {"error_type": "Interrupted", "message": "Interrupted by the user."}
        _end(exit_code=130, reason=failure["message"], error=failure)
        os._exit(130)
    traceback.print_exception(kind, error, trace)
    failure = {"error_type": kind.__name__, "message": str(error)}
    _end(exit_code=1, reason=str(error) or kind.__name__, error=failure)


def _end(**said):
    """Shows how the app ends; once, as nothing is heard after it."""
    global _is_over
    with _ending:
        if not _is_over:
            _is_over = True
            _parent.set(None)
            show("exit", **said)


def _end_as_told():
    if _last is not None:
        _end(**_last)


def _end_after_main():
    threading.main_thread().join()
    _end_as_told()


signal.signal(signal.SIGTERM, _stop)
sys.excepthook = _failed
atexit.register(_end_as_told)
threading.Thread(target=_listen, daemon=True).start()


# Output.


class Prose:
    """A text that grows."""

    def __init__(self, block_type, **more):
        self._type = block_type
        self._more = more
        self._id = None

    def append(self, content):
        self._id = show(self._type, self._id, content=str(content), **self._more)


def markdown(content=None, **more):
    """Shows markdown; without content, returns a text that grows: `answer.append(token)`.

    `role` ("user", "assistant", "system") and `name` tell who says it.
    """
    return _prose("markdown", content, **more)


def text(content=None):
    """Shows verbatim text; without content, returns one that grows."""
    return _prose("text", content)


def code(content=None, language=None):
    """Shows a program, with its language; without content, returns one that grows."""
    return _prose("code", content, language=language)


def _prose(block_type, content, **more):
    prose = Prose(block_type, **more)
    if content is not None:
        prose.append(content)
    return prose


class Table:
    """A table that was shown."""

    def __init__(self, block_id, columns):
        self._id = block_id
        self._columns = columns

    def append(self, rows):
        """Adds rows: dicts, or lists of cells."""
        show("table", self._id, rows=[_cells(row, self._columns) for row in rows], append=True)


def _cells(row, columns):
    return [row.get(column) for column in columns] if isinstance(row, dict) else list(row)


def table(rows, columns=None, border=True, **more):
    """Shows a list of dicts, one column a key; or headings and lists of cells. Returns it, for more rows.

    `key` names a column, `formats` says how columns are shown: {"share": "percent"}, or "number", "date", "link".
    """
    rows = list(rows)
    if columns is None:
        columns = list(dict.fromkeys(key for row in rows for key in row))
    columns = list(columns)
    return Table(show("table", columns=columns, rows=[_cells(row, columns) for row in rows], border=border, **more), columns)


def json_value(value):
    """Shows a value as JSON whose parts can be folded."""
    show("json", value=value)


def metric(label, value, delta=None, better="up"):
    """Shows one figure, how it changed, and which change is good."""
    show("metric", label=label, value=value, delta=delta, better=better)


def image(file, alt=None, caption=None, width=None, name=None):
    """Shows a picture: its path below `HOME` or the app's folder, or its bytes and a name; `alt` says what it shows."""
    show("image", file=_file(file, name), alt=alt, caption=caption, width=width)


def audio(file, caption=None, name=None):
    """Shows a sound that the user can play; see `image`."""
    show("audio", file=_file(file, name), caption=caption)


def video(file, caption=None, name=None):
    """Shows a film that the user can play; see `image`."""
    show("video", file=_file(file, name), caption=caption)


def file(file, caption=None, name=None):
    """Gives the user a file; see `image`."""
    show("file", file=_file(file, name), caption=caption)


def _file(file, name):
    if isinstance(file, (bytes, bytearray)):
        given = {"base64": base64.b64encode(file).decode()}
    else:
        given = {"path": os.fspath(file)}
    if name is not None:
        given["name"] = name
    return given


def notice(message, level="info"):
    """Shows a sentence that stands out; `level` is "info", "success", "warning" or "error"."""
    show("notice", message=message, level=level)


def chart(spec):
    """Shows a chart of any kind, a dict in Vega-Lite with its data inside: `chart({"data": {"values": days}, "mark": "bar", ...})`."""
    show("chart", spec=spec)


def bar_chart(data, x, y, colour=None, horizontal=False, stack=False):
    """Shows dicts as bars: `bar_chart(days, "date", ["rain", "snow"])`."""
    show("bar_chart", data=list(data), x=x, y=_list(y), colour=colour, horizontal=horizontal, stack=stack)


def line_chart(data, x, y, colour=None):
    """Shows dicts as lines: `line_chart(days, "date", ["high", "low"])`."""
    show("line_chart", data=list(data), x=x, y=_list(y), colour=colour)


def sys_prompt(content):
    """Sets the system prompt for a model that reads the session."""
    show("sys_prompt", content=content)


def _list(value):
    return [value] if isinstance(value, str) else list(value)


# Questions. More members of a block are given by name: `text_input("Mail", placeholder="you@example.org")`.


def text_input(label=None, **more):
    """Asks for a line of text."""
    return ask("text_input", label=label, **more)


def buttons(label, options, **more):
    """Asks to choose one of the options."""
    return ask("buttons", **_options(label, options, more))


def slider(label, min_value, max_value, default_value=None, step=None, **more):
    """Asks for a number in a range; of whole numbers, for a whole one."""
    return ask("slider", **_range(label, min_value, max_value, default_value, step, more))


def date_picker(label, default_date=None, validate=None, **more):
    """Asks for a day, a `datetime.date`."""
    return _ask("date_picker", _day, validate, {"label": label, "default_date": default_date, **more})


def number_input(label, **more):
    """Asks for a number."""
    return ask("number_input", label=label, **more)


def checkbox(label, **more):
    """Asks for True or False."""
    return ask("checkbox", label=label, **more)


def select(label, options, **more):
    """Asks to choose one of many options; with `multiple=True` some of them, a list."""
    return ask("select", **_options(label, options, more))


def file_input(label, **more):
    """Asks for a file: `[report] = file_input("Report", accept=["image/*", ".csv"])`; with `multiple=True` for several.

    Each is a dict with "path", where it can be read, "name", "type" and "size".
    """
    return ask("file_input", label=label, **more)


def chat_input(placeholder=None, **more):
    """Asks for a message, at the foot of the page: a dict with "text" and "files", if it may `accept` some."""
    return ask("chat_input", placeholder=placeholder, **more)


def _options(label, options, more):
    return {"label": label, "options": [str(option) for option in options], **more}


def _range(label, low, high, first, step, more):
    if step is None and isinstance(low, int) and isinstance(high, int):
        step = 1
        first = (low + high) // 2 if first is None else first
    return {"label": label, "min_value": low, "max_value": high, "default_value": first, "step": step, **more}


def _day(answer):
    return answer and datetime.date.fromisoformat(answer)


class Field:
    """A question of a form; its `value` is there when the form is answered."""

    def __init__(self, block_type, data, convert, validate):
        self._type = block_type
        self._data = data
        self._place = _parent.get()
        self._id = show(block_type, **data)
        self._convert = convert
        self._validate = validate
        self._answered = False

    @property
    def value(self):
        if not self._answered:
            raise RuntimeError("a field has its value after the form: leave the `with` first")
        return self._value

    def _wrong(self, values):
        return _wrong(values[self._id], self._convert, self._validate)

    def _again(self, values, wrong):
        answer = values[self._id]
        typed = {} if self._data.get("secret") or answer is None else {"default_value": answer}
        error = {"error": wrong} if wrong else {}
        with _inside(self._place):
            show(self._type, self._id, **{**self._data, **typed, **error})

    def _take(self, values):
        self._value = self._convert(values[self._id])
        self._answered = True

    def _skip(self):
        self._value = None
        self._answered = True


class Form:
    """Asks several questions, each of which is a field."""

    def __init__(self):
        self._fields = []

    def ask(self, block_type, convert=lambda answer: answer, validate=None, **data):
        """Asks a question of any type; `validate` returns what is wrong with an answer, or None."""
        field = Field(block_type, data, convert, validate)
        self._fields.append(field)
        return field

    def text_input(self, label=None, **more):
        return self.ask("text_input", label=label, **more)

    def buttons(self, label, options, **more):
        return self.ask("buttons", **_options(label, options, more))

    def slider(self, label, min_value, max_value, default_value=None, step=None, **more):
        return self.ask("slider", **_range(label, min_value, max_value, default_value, step, more))

    def date_picker(self, label, default_date=None, **more):
        return self.ask("date_picker", _day, label=label, default_date=default_date, **more)

    def number_input(self, label, **more):
        return self.ask("number_input", label=label, **more)

    def checkbox(self, label, **more):
        return self.ask("checkbox", label=label, **more)

    def select(self, label, options, **more):
        return self.ask("select", **_options(label, options, more))

    def file_input(self, label, **more):
        return self.ask("file_input", label=label, **more)

    def _take(self, values):
        """Whether all is right; what is not is asked again, with what was typed in all of them."""
        if values is None:
            for field in self._fields:
                field._skip()
            return True
        wrong = [field._wrong(values) for field in self._fields]
        for field, error in zip(self._fields, wrong):
            if any(wrong):
                field._again(values, error)
            else:
                field._take(values)
        return not any(wrong)


@contextlib.contextmanager
def form(border=True, **more):
    """Asks several questions that are answered together.

    with form() as trip:
        where = trip.text_input("Where to?")
        when = trip.date_picker("When?")
    markdown(f"{where.value}, {when.value}")

    With `required=False` a user may leave it out; then each value is None.
    """
    if _filling.get():
        raise RuntimeError("form: a form cannot contain a form. Put all questions into the outer form, in a container if they belong together")
    block_id = show("form", border=border, status="open", **more)
    fields = Form()
    with _inside(block_id), _set(_filling, True):
        yield fields
    while True:
        show("form", block_id, border=border, status="awaiting", **more)
        if fields._take(_answer(block_id)):
            break


# Layout: what is shown in the `with` is inside of the block.


def _inside(block_id):
    return _set(_parent, block_id)


@contextlib.contextmanager
def _set(variable, value):
    before = variable.set(value)
    try:
        yield
    finally:
        variable.reset(before)


def columns(n, border=False):
    """Distributes what is shown inside over columns: `with columns(2): …`."""
    return _inside(show("columns", n=n, border=border))


def container(border=False):
    """Keeps what is shown inside together, one below the other: `with container(): …`."""
    return _inside(show("container", border=border))


def tabs(*labels):
    """Each block that is shown inside is a tab: `with tabs("Chart", "Data"): …`; a container keeps several together."""
    return _inside(show("tabs", labels=list(labels)))


def expander(label, open=False):
    """What is shown inside is opened by the label: `with expander("More"): …`."""
    return _inside(show("expander", label=label, open=open))


# Progress.


class Progress:
    """Work that has begun: complete at the end of its `with`, failed if that throws."""

    _part = None

    def __init__(self, block_type, message):
        self._type = block_type
        self._last = message
        self._over = False
        self._id = show(block_type, message=message, status="active", **self._value())

    def say(self, message):
        self._last = message
        show(self._type, self._id, message=message, status="active", **self._value())

    def at(self, value, message=None):
        """Shows how far a bar is, from 0 to 1; the message stays without a new one."""
        self._part = value
        self.say(self._last if message is None else message)

    def _value(self):
        return {"value": self._part} if self._type == "progress" else {}

    def complete(self, message=None):
        self._end("complete", message)

    def fail(self, message=None):
        self._end("failed", message)

    def _end(self, status, message):
        if not self._over:
            self._over = True
            kept = None if self._type == "action" else self._last
            message = kept if message is None else message
            show(self._type, self._id, message=message, status=status, **self._value())

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        ends_well = kind is None or (kind is SystemExit and error.code in (None, 0))
        self._end("complete" if ends_well else "failed", None)


def action(message):
    """Work as a list of steps: `with action("Read") as read: read.say("a.csv")`."""
    return Progress("action", message)


def spinner(message):
    """Work with one message at a time: `with spinner("Thinking"): …`."""
    return Progress("spinner", message)


def progress(message):
    """Work with a bar: `with progress("Importing") as bar: bar.at(0.49, "Row 490")`."""
    return Progress("progress", message)


# The end.


def exit(code=0, reason=None):
    """Ends the app, and tells the user why; 0 is for success. Each `finally` runs before, and may show something."""
    global _last
    said = {"exit_code": code, **({} if reason is None else {"reason": reason})}
    if threading.current_thread() is threading.main_thread():
        _last = said
        # Threads that go on do not keep it from being told.
        threading.Thread(target=_end_after_main, daemon=True).start()
    else:
        _end(**said)
        _stop_main()
    sys.exit(code)
