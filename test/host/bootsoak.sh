#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# tools/bootsoak: what goes well passes, what fails is a failure and kept, and what hangs is found and
# leaves the stacks of all processors.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

check() {
	local name=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $name"
	else
		sed 's/^/# /' "$work/said" | tail -n 20
		echo "not ok $count - $name"
	fi
}

soak() {
	status=0
	tools/bootsoak --keep "$work/keep" "$@" >"$work/said" 2>&1 || status=$?
}

is() { [ "$1" = "$2" ]; }

soak --boots 2 --threads 2
check "boots that go well" is $status 0
check "are counted" grep -q '^6.1: 2 of 2 boots, 0 failed, 0 hung' "$work/said"
soak --boots 3 -- sh -c 'exit 3'
check "one that fails" is $status 1
check "is the last" grep -q '^6.1: 1 of 3 boots, 1 failed, 0 hung' "$work/said"
soak --boots 1 --busy 8 -- sh -c 'echo spinning; while :; do :; done'
check "one that hangs" is $status 1
check "is found" grep -q '^6.1: 1 of 1 boots, 0 failed, 1 hung' "$work/said"
check "with the stacks of both processors" is \
	"$(grep -c '^Thread [12] (Thread 1.[12] (CPU#' "$work"/keep/*/gdb.txt | sed 's/.*://')" 6
# The processor without the loop: it idles, or is in an interrupt.
check "and names of kernel functions" grep -qE '^#[0-9]+ +0xf{8}[0-9a-f]{8} in [a-z_]+' "$work"/keep/*/gdb.txt
check "usage is told" is "$(tools/bootsoak --boots x 2>&1 | grep -c '^usage')" 1
echo "1..$count"
