#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The judges: test/tap.awk of suites, test/run-d of D programs, test/spec-table of the tables in
# test/README.md. What is a pass, and that nothing else is.

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
judged "a skip and its reason" 0 '1..2\nok 1 - a # SKIP no moon\nok 2 - b\n' "1 0 1" $'s\tno moon\ta'
judged "cmocka's form of a skip" 0 '1..1\nnot ok 1 # SKIP a\n' "0 0 1"
judged "a suite skipped as a whole" 0 '1..0 # SKIP no moon\n' "0 0 1" $'s\tno moon\t'
judged "silence is a failure" 0 '' "0 1 0" "without its plan"
judged "no plan is a failure" 0 'ok 1\n' "1 1 0" "without its plan"
judged "no tests is a failure" 0 '1..0\n' "0 1 0" "has no tests"
judged "an early end is a failure" 139 '1..3\nok 1\n' "1 1 0" "planned 3 tests, ran 1 (exit status 139)"
judged "too many tests is a failure" 0 '1..1\nok 1\nok 2\n' "2 1 0" "ran 2"
judged "a bad exit after passes is a failure" 1 '1..1\nok 1\n' "1 1 0" "exit status 1"
judged "bailing out is a failure" 0 '1..1\nok 1\nBail out! no disk\n' "1 1 0" "no disk"
judged "words that begin like results are none" 0 '1..1\nokay then\nok 1\n' "1 0 0"

# What test/run makes of them: a line for each reason, not for each test.
count=$((count + 1))
printf 's\tno moon\ta\ns\tno moon\tb\ns\train\tc\nt\tno moon\t\n' >"$work/skips"
reasons=$(results=$work; eval "$(sed -n '/^skip_reasons()/,/^}/p' run)"; skip_reasons)
if [ "$reasons" = 'skipped: s: 2 tests, a first: no moon
skipped: s: c: rain
skipped: t: no moon' ]; then
	echo "ok $count - skips of one reason share a line"
else
	printf '%s\n' "$reasons" | sed 's/^/# /'
	echo "not ok $count - skips of one reason share a line"
fi

# golden NAME FILE PROGRAM OUT WORDS [SECONDS]: what run-d says of one program with that expected output.
golden() {
	count=$((count + 1))
	mkdir -p "$work/d"
	rm -f "$work/d"/*
	printf '%b' "$3" >"$work/d/$2"
	[ -z "$4" ] || printf '%b' "$4" >"$work/d/${2%.*}.out"
	./run-d --limit "${6:-60}" --jobs 1 "$work/d/$2" >"$work/said" 2>&1 && echo "run-d passes" >>"$work/said"
	if grep -qF -e "$5" "$work/said"; then
		echo "ok $count - $1"
	else
		sed 's/^/# /' "$work/said"
		echo "not ok $count - $1"
	fi
}

hello='BEGIN { printf("a\\n"); exit(0); }'
golden "the right output passes" tst.a.d "$hello" 'a\n\n' 'run-d passes'
golden "a line too few fails" tst.a.d "$hello" 'a\n' 'output differs from tst.a.out'
golden "no expected output fails" tst.a.d "$hello" '' 'output differs from tst.a.out'
golden "another status fails" tst.a.d 'BEGIN { exit(2); }' '\n' 'exit status 2, not 0'
golden "the status asked for passes" tst.a.d '/* @status: 2 */BEGIN { exit(2); }' '\n' 'run-d passes'
golden "an unexpected message fails" tst.a.d 'BEGIN { trace(*(int *)8); } BEGIN { exit(0); }' '\n' 'unexpected text on stderr'
golden "a wrong program accepted fails" err.D_SYNTAX.a.d 'BEGIN { exit(1); }' '' 'no [D_SYNTAX] in the message'
golden "a wrong program with another tag fails" err.D_SYNTAX.a.d 'BEGIN { x(); }' '' 'no [D_SYNTAX] in the message'
golden "what never ends is ended" tst.a.d 'BEGIN { }' '\n' 'still running after 2 seconds' 2
golden "a script is run, bytes beyond text compared" tst.a.sh 'printf "a\\0b"' 'a\0b' 'run-d passes'
golden "a byte after a NUL matters" tst.a.sh 'printf "a\\0b"' 'a\0c' 'output differs'
golden "an interrupt reaches a script" tst.a.sh 'kill -INT $$; echo survived' '' 'exit status 130'
# table NAME SCRIPT WORDS: what spec-table says of test/README.md edited by sed.
table() {
	count=$((count + 1))
	sed "$2" README.md >"$work/README.md"
	if ./spec-table "$work/README.md" >"$work/said" 2>&1 && grep -qF -e "$3" "$work/said"; then
		echo "ok $count - $1"
	else
		sed 's/^/# /' "$work/said"
		echo "not ok $count - $1"
	fi
}

table "a pattern without a test" 's,`d/arithmetic/\*`,`d/arithmetic/*` `d/arithmetic/nothing*`,' '1.13c: no test is named d/arithmetic/nothing*'
table "a test without a row" '/^| own.language /d' 'vm/language.sh is in no row'
table "a row without tests" 's,^| 1.13c |\(.*\)| .* |$,| 1.13c |\1| |,' '1.13c: no tests'
table "a row given twice" '/^| 3.32 /p' '3.32: twice'
table "an open row says why" 's,^| 1.13c |\(.*\)| .* |$,| 1.13c |\1| open: |,' '1.13c: open, but not why'
echo "1..$count"
