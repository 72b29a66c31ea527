#!/usr/bin/env bash
# Runs the tests of every server's profile, one after the other, and writes what came of it into the table of
# src/site/markdown/servers.md, with what the product costs there (ServerFigures). With names of profiles: those; with
# FIGURES_ONLY=1 without the tests. Payara Micro 7 needs JAVA_21_HOME, a JDK of 21 or newer. Of Payara Micro itself only the
# figures are written: its tests are those of mvn verify.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ $# -gt 0 ] || set -- payara-micro payara-server glassfish wildfly liberty payara-micro-7
failed=()
for name in "$@"; do
  jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
  if [ "$name" = payara-micro-7 ]; then
    jdk=${JAVA_21_HOME:?a JDK of 21 or newer}
  fi
  export JAVA_HOME=$jdk
  rm -rf target/failsafe-reports target/server-figures
  begin=$SECONDS
  if [ "$name" = payara-micro ] || [ -n "${FIGURES_ONLY:-}" ]; then
    mvn -B -ntp "-P$name" pre-integration-test -DskipTests -Dmaven.javadoc.skip -Dspotless.check.skip || failed+=("$name")
  else
    mvn -B -ntp "-P$name" verify -Dmaven.javadoc.skip -Dspotless.check.skip || failed+=("$name")
  fi
  took=$((SECONDS - begin))
  mkdir -p target/server-reports
  [ ! -e target/failsafe-reports/failsafe-summary.xml ] ||
    mv target/failsafe-reports/failsafe-summary.xml "target/server-reports/$name.xml"
  mvn -B -ntp "-P$name" failsafe:integration-test failsafe:verify -Dit.test=ServerFigures -Dgroups= -Dyera.it.jvm=-Xmx512m ||
    failed+=("$name's figures")
  python3 - "$name" "$("$jdk/bin/java" -version 2>&1 | sed -n 's/^[^"]*"\([0-9]*\).*/\1/p')" "$took" <<'PY'
import pathlib
import sys
import xml.etree.ElementTree as xml

profile, jdk, took = sys.argv[1:]
report = pathlib.Path(f"target/server-reports/{profile}.xml")
figures = pathlib.Path("target/server-figures")
page = pathlib.Path("src/site/markdown/servers.md")
lines = page.read_text().split("\n")
for i, line in enumerate(lines):
    cells = line.strip("| ").split(" | ")
    if len(cells) == 8 and f"`{profile}`" in cells[1].split(", or "):
        if report.exists():
            summary = xml.parse(report).getroot()
            ran, bad = (sum(int(summary.findtext(each)) for each in kind) for kind in (["completed"], ["errors", "failures"]))
            cells[2:4] = [jdk, (f"all {ran}" if bad == 0 else f"{ran - bad} of {ran}") + f"; {took} s"]
        if figures.exists():
            cells[4:] = figures.read_text().split(" | ")
        lines[i] = f"| {' | '.join(cells)} |"
page.write_text("\n".join(lines))
PY
  rm -f "target/server-reports/$name.xml"
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed: ${failed[*]}" >&2
  exit 1
fi
