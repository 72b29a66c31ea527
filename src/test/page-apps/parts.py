"""Links to headings, of this block and of another."""

from yera import say

say(
    "markdown",
    content="# Contents\n\n[to two](#part-two-größe--部), [to the second](#twice-1), [to nowhere](#nowhere), "
    "[elsewhere](https://x.example/#part)\n\n" + "A paragraph.\n\n" * 60,
)
say("markdown", content="## Part two: Größe & 部\n\n" + "A paragraph.\n\n" * 60)
say("markdown", content="## Twice\n\nOnce.\n\n" + "A paragraph.\n\n" * 60 + "## Twice\n\nAgain.")
