"""Shows what it was started with."""

import json

from yera import arguments, say

say("text", content=json.dumps(arguments, sort_keys=True))
