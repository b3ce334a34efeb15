# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Judge one suite's TAP. Variables: suite (its name), status (its exit status),
# and the files failures and skips to append to; a skip is a line of three fields
# between tabs: suite, reason, test. Prints "PASSED FAILED SKIPPED".
#
# A suite fails, besides its tests, when it says nothing, ends without its plan or
# with another number of tests than planned, or exits non-zero while all passed.

# Lines that are no result belong to the tests on both of their sides: cmocka
# explains after the result, shell tests tend to do so before it.
function flush_failed() {
	if (last_failed)
		printf "%s", between >> failures
	last_failed = 0
}

function fail(what) {
	failed++
	printf "\n--- %s: %s\n", suite, what >> failures
}

function reason(line) {
	sub(/.*#[ ]*[Ss][Kk][Ii][Pp][A-Za-z]*[ :]*/, "", line)
	return line == "" ? "no reason given" : line
}

BEGIN { passed = failed = skipped = planned = plans = 0 }

{ sub(/\r$/, "") }

/^1\.\.[0-9]+/ {
	plans++
	planned += substr($1, 4)
	if ($1 == "1..0" && tolower($0) ~ /# *skip/) {
		skipped++
		skip_all = 1
		print suite "\t" reason($0) "\t" >> skips
	}
	next
}

/^(not )?ok([ \t]|$)/ {
	flush_failed()
	results++
	if (tolower($0) ~ /# *skip/) {
		skipped++
		name = $0
		sub(/^(not )?ok[ \t]*[0-9]*[ \t-]*/, "", name)
		sub(/[ \t]*#.*/, "", name)
		print suite "\t" reason($0) "\t" name >> skips
	} else if ($1 == "ok") {
		passed++
	} else {
		fail($0)
		printf "%s", between >> failures
		last_failed = 1
	}
	between = ""
	next
}

/^Bail out!/ { fail($0) }

{ between = between $0 "\n" }

END {
	flush_failed()
	wrong = ""
	if (skip_all)
		;
	else if (!plans)
		wrong = "ended without its plan (exit status " status ")"
	else if (results != planned)
		wrong = "planned " planned " tests, ran " results + 0 " (exit status " status ")"
	else if (!results)
		wrong = "has no tests"
	if (wrong == "" && status != 0 && !failed)
		wrong = "exit status " status
	if (wrong != "") {
		fail(wrong)
		printf "%s", between >> failures
	}
	print passed, failed, skipped
}
