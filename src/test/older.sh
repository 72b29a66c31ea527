#!/usr/bin/env bash
# Three nodes of an older commit are replaced by ones of this tree, one after the other, while sessions go on:
#   src/test/older.sh <commit>
# Needs HAProxy and PostgreSQL, and takes some ten minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
commit=${1:?"Which commit are the older nodes of? src/test/older.sh <commit>"}
git rev-parse --quiet --verify "$commit^{commit}" >/dev/null || { echo "There is no commit $commit here" >&2; exit 2; }
folder=$(mktemp -d)
trap 'git worktree remove --force "$folder/tree" || true; rmdir "$folder"' EXIT
git worktree add --quiet --detach "$folder/tree" "$commit"
echo "Building the WAR of $(git log -1 --format='%h, %cs' "$commit")"
(cd "$folder/tree" && mvn -B -ntp -q package -DskipTests -Dmaven.javadoc.skip -Dspotless.check.skip)
mvn -B -ntp -Pcluster verify -Dyera.older.war="$folder/tree/target/ROOT.war" '-Dit.test=ClusterKills#aRollingRestart*'
