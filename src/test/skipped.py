"""Says which tests were skipped because this machine lacks something: skipped.py <folder of reports> ..."""
import collections
import pathlib
import sys
import xml.etree.ElementTree as xml

counts = collections.Counter()
reasons = {}
for folder in sys.argv[1:]:
    for report in sorted(pathlib.Path(folder).glob("TEST-*.xml")):
        for test in xml.parse(report).iter("testcase"):
            skipped = test.find("skipped")
            # The TCK of Reactive Streams skips what it cannot check, on every machine.
            if skipped is None or skipped.get("type") == "org.testng.SkipException":
                continue
            name = test.get("classname").rpartition(".")[2]
            said = (skipped.get("message") or skipped.text or "no reason given").strip().splitlines()[0]
            counts[name] += 1
            reasons.setdefault(name, said.removeprefix(f"{skipped.get('type')}: "))
if counts:
    print("Skipped, because this machine lacks something:")
for reason in dict.fromkeys(reasons.values()):
    tests = ", ".join(f"{counts[name]} of {name}" for name in counts if reasons[name] == reason)
    print(f"- {tests}: {reason}")
