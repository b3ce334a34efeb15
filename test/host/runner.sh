#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The judge of suites, test/tap.awk: what is a pass, and that nothing else is.

set -u
cd "$(dirname "$(readlink -f "$0")")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# judged NAME STATUS TAP COUNTS [WORDS]: the suite's counts, and what is said of failures or skips.
judged() {
	local counts
	count=$((count + 1))
	rm -f "$work/failures" "$work/skips"
	touch "$work/failures" "$work/skips"
	counts=$(printf "$3" | awk -v suite=s -v status="$2" -v failures="$work/failures" -v skips="$work/skips" -f tap.awk)
	if [ "$counts" = "$4" ] && cat "$work/failures" "$work/skips" | grep -qF -e "${5:-}" - ||
		{ [ "$counts" = "$4" ] && [ -z "${5:-}" ]; }; then
		echo "ok $count - $1"
	else
		echo "# counted '$counts', expected '$4' and '${5:-}'"
		sed 's/^/# /' "$work/failures" "$work/skips"
		echo "not ok $count - $1"
	fi
}

judged "passes and plan" 0 '1..2\nok 1 - a\nok 2 - b\n' "2 0 0"
judged "the plan may come last" 0 'ok 1 - a\n1..1\n' "1 0 0"
judged "several plans add up" 0 '1..1\nok 1\n1..2\nok 1\nok 2\n' "3 0 0"
judged "a failure, with what was said before it" 1 '1..1\n# why\nnot ok 1 - a\n' "0 1 0" "# why"
judged "a failure, with what was said after it" 1 '1..2\nnot ok 1 - a\n# because\nok 2\n' "1 1 0" "# because"
judged "a skip and its reason" 0 '1..2\nok 1 - a # SKIP no moon\nok 2 - b\n' "1 0 1" "s: a: no moon"
judged "cmocka's form of a skip" 0 '1..1\nnot ok 1 # SKIP a\n' "0 0 1"
judged "a suite skipped as a whole" 0 '1..0 # SKIP no moon\n' "0 0 1" "s: no moon"
judged "silence is a failure" 0 '' "0 1 0" "without its plan"
judged "no plan is a failure" 0 'ok 1\n' "1 1 0" "without its plan"
judged "no tests is a failure" 0 '1..0\n' "0 1 0" "has no tests"
judged "an early end is a failure" 139 '1..3\nok 1\n' "1 1 0" "planned 3 tests, ran 1 (exit status 139)"
judged "too many tests is a failure" 0 '1..1\nok 1\nok 2\n' "2 1 0" "ran 2"
judged "a bad exit after passes is a failure" 1 '1..1\nok 1\n' "1 1 0" "exit status 1"
judged "bailing out is a failure" 0 '1..1\nok 1\nBail out! no disk\n' "1 1 0" "no disk"
judged "words that begin like results are none" 0 '1..1\nokay then\nok 1\n' "1 0 0"
echo "1..$count"
