#!/usr/bin/env bash
# Looks over the page's own code: linter, type checker, and the tests of what needs no browser.
# Needs node and npm; what they fetch is pinned in web-check/package-lock.json.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=target/web-check
mkdir -p "$tools/src" && cp src/web-check/package*.json "$tools"
npm ci --prefix "$tools" --silent --no-audit --no-fund --ignore-scripts
# The emulator stands here as npm has it.
for file in xterm/lib/xterm.mjs xterm/css/xterm.css addon-search/lib/addon-search.mjs addon-unicode11/lib/addon-unicode11.mjs; do
  cmp "src/main/page/xterm/${file##*/}" "$tools/node_modules/@xterm/$file"
done
# So do the charts, and what colours programs.
for file in vega/build/vega.min.js vega-lite/build/vega-lite.min.js vega-interpreter/build/vega-interpreter.js; do
  cmp "src/main/page/vega/${file##*/}" "$tools/node_modules/$file"
done
cmp src/main/page/highlight/highlight.min.js "$tools/node_modules/@highlightjs/cdn-assets/es/highlight.min.js"
# And what finds the rows of a long table that are seen.
for file in src/main/page/virtual/*.js; do
  cmp "$file" "$tools/node_modules/@tanstack/virtual-core/dist/esm/${file##*/}"
done
# The tools find their settings and each other from here; the code is looked at where it is.
rm -rf "$tools/check" && mkdir -p "$tools/check/src"
cp -r src/web-check "$tools/check/src/web-check"
cp -r webapp "$tools/check/webapp"
cd "$tools/check"
../node_modules/.bin/eslint --config src/web-check/eslint.config.js webapp
../node_modules/.bin/tsc --project src/web-check/tsconfig.json
node --test src/web-check/tests
