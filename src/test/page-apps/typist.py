"""The same markdown twice: at once, and three characters at a time."""

import time

from yera import say

SOURCE = """# Title

A paragraph with *emphasis*, **strong** words, `code`, a [reference][r] and a line
that goes on.

Setext
------

- one
- two
  - inside

    a paragraph inside
- three

1. first
2. second

> quoted
> lines

```js
const x = '<b>';

const y = 1;
```

    indented code

| a | b |
|---|:-:|
| 1 | 2 |
| 3 | 4 |

<details>
<summary>More</summary>

Inside.

</details>

7. seven
8. eight

---

Last line with a <br> break, &amp; an entity.\r
And one after a carriage return.

[r]: https://example.org
"""

say("markdown", id="whole", content=SOURCE)
for start in range(0, len(SOURCE), 3):
    say("markdown", id="typed", content=SOURCE[start : start + 3])
    time.sleep(0.004)
