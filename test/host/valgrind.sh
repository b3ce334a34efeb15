#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Compile, run, close, and again, under valgrind: nothing is lost, nothing read that was never written.
# (What it calls possibly lost are stacks that the C library keeps for threads to come.)

set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

memcheck() {
	timeout 300 valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect \
		--errors-for-leak-kinds=definite,indirect --child-silent-after-fork=yes --error-exitcode=99 "$@"
}

echo 1..3
gcc -std=c11 -Wall -Wextra -Werror -D_GNU_SOURCE -Ilibdtrace -Iinclude -g -o "$work/cycles" test/library/cycles.c \
	build/libdtrace.so.1 -Wl,-rpath,"$PWD/build" || echo -n "not "
echo "ok 1 - builds"
"$work/cycles" 20 || echo -n "not "
echo "ok 2 - twenty cycles, by themselves"
if memcheck "$work/cycles" 1 >"$work/log" 2>&1; then
	echo "ok 3 - a cycle under valgrind"
else
	sed 's/^/# /' "$work/log" | head -n 60
	echo "not ok 3 - a cycle under valgrind"
fi
