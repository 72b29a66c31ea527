#!/usr/bin/env bash
# Runs the tests of every server's profile, one after the other, and writes what came of it into the table of
# src/site/markdown/servers.md. With names of profiles: those. Payara Micro 7 needs JAVA_21_HOME, a JDK of 21 or newer.
set -euo pipefail
cd "$(dirname "$0")/../.."

failed=()
for profile in "${@:-payara-server glassfish wildfly liberty payara-micro-7}"; do
  for name in $profile; do
    jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
    if [ "$name" = payara-micro-7 ]; then
      jdk=${JAVA_21_HOME:?a JDK of 21 or newer}
    fi
    rm -rf target/failsafe-reports
    begin=$SECONDS
    JAVA_HOME=$jdk mvn -B -ntp "-P$name" verify -Dmaven.javadoc.skip -Dspotless.check.skip || failed+=("$name")
    took=$((SECONDS - begin))
    python3 - "$name" "$("$jdk/bin/java" -version 2>&1 | sed -n 's/^[^"]*"\([0-9]*\).*/\1/p')" "$took" <<'PY'
import pathlib
import sys
import xml.etree.ElementTree as xml

profile, jdk, took = sys.argv[1:]
summary = xml.parse("target/failsafe-reports/failsafe-summary.xml").getroot()
ran, bad = (sum(int(summary.findtext(each)) for each in kind) for kind in (["completed"], ["errors", "failures"]))
page = pathlib.Path("src/site/markdown/servers.md")
lines = page.read_text().split("\n")
for i, line in enumerate(lines):
    cells = line.split(" | ")
    if len(cells) == 4 and cells[1] == f"`{profile}`":
        result = f"all {ran}" if bad == 0 else f"{ran - bad} of {ran}"
        lines[i] = f"{cells[0]} | `{profile}` | {jdk} | {result}; {took} s |"
page.write_text("\n".join(lines))
PY
  done
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed: ${failed[*]}" >&2
  exit 1
fi
