"""Numbers as text, and a row that is longer than the headings."""

from yera import say

rows = [["-5", "b", "third"], ["1.5", "d"], ["n/a", "f"], ["-10", "a"], ["", "g"], ["1,000", "e"], ["1.25", "c"]]
say("table", columns=["Change", "Name"], rows=rows, border=True)
