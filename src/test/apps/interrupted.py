import time

from yera import arguments, markdown

markdown("begun")
try:
    time.sleep(300)
except KeyboardInterrupt:
    if not arguments["goes_on"]:
        raise
    markdown("gave up")
