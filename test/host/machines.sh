#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# test/machines.sh: machines run side by side, no more than allowed, the longest first, and are judged in that
# order; one that dies is a failure; none is left behind. The machines are stand-ins.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

check() {
	local name=$1
	shift
	count=$((count + 1))
	if "$@"; then echo "ok $count - $name"; else echo "not ok $count - $name"; fi
}

# The rest of test/run, as far as it is needed.
results=$work passed=0 failed=0 vm_limit=60
progress() { :; }
progress_end() { :; }
judge() {
	p=1 f=0 s=0
	[ "$3" -eq 0 ] || p=0 f=1
	passed=$((passed + p)) failed=$((failed + f))
	echo "$1 $3"
}
. test/machines.sh

# In place of a guest: its options are how long it runs and what becomes of it.
boot() {
	local dir=${machine_dir[$1]}
	set -- ${machine_options[$1]}
	echo x >>"$work/running"
	[ "$(wc -l <"$work/running")" -le 2 ] || touch "$work/too-many"
	sleep "$1"
	sed -i '$d' "$work/running"
	[ "$2" = dies ] || echo 0 1 | tee "$dir/suite.end" >"$dir/long.end"
	[ "$2" = dies ] && echo 125 >"$dir/status" || echo 0 >"$dir/status"
	touch "$dir/suite.out" "$dir/long.out" "$dir/stderr"
}

export DTRACE_VM_JOBS=2
time_limit() { [ "$1" = long.sh ] && echo 500 || echo 100; }
queue b "with options" "0.2 ends" suite.sh
queue c "" "0.2 dies" suite.sh
queue a "" "1 ends" long.sh
queue d "" "0.2 ends" suite.sh
run_machines >"$work/said"
check "two at a time" [ ! -e "$work/too-many" ]
check "the longest first, then in the order they were queued" [ "$(awk '{ print $1 }' "$work/said" | xargs)" = \
	"vm/a/long vm/b vm/c/suite vm/d/suite" ] || cat "$work/said"
check "one that dies is a failure, and the only one" [ "$passed $failed" = "3 1" ]
matrix_table >"$work/table"
check "the table tells it apart" grep -qE '^c +0 +1 +0 +-$' "$work/table"

# An interrupt ends the machines: their processes are gone when the runner is.
(
	machine_pid=() machine_kernel=() machine_name=() machine_options=() machine_scripts=() machine_dir=()
	boot() { echo "$BASHPID" >"$work/child" && exec sleep 1000; }
	queue e "" "" suite.sh
	run_machines
) &
runner=$!
for _ in $(seq 100); do
	[ -s "$work/child" ] && break
	sleep 0.1
done
kill -TERM $runner
wait $runner
gone() {
	local _
	for _ in $(seq 50); do
		kill -0 "$1" 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}
check "none is left behind" gone "$(cat "$work/child")"
echo "1..$count"
