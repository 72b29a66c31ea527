"""A table of many rows and columns, with dates, then a question."""

from datetime import date, timedelta

from yera import ask, say

columns = ["Day", *(f"Station {n}" for n in range(1, 13)), "What people said about the weather of that day"]
rows = [
    [str(date(2026, 1, 1) + timedelta(days=n)), *(n * 37 % 101 for _ in range(12)), f"It rained a little on day {n} and then no more"]
    for n in range(40)
]
say("table", columns=columns, rows=rows, border=True)
ask("text_input", label="Which day was best?")
