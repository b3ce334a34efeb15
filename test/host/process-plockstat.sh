#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# plockstat without a driver: what a program does to its locks, each event with its lock and argument.

. "$(dirname "$(readlink -f "$0")")/process-common"
gcc -D_GNU_SOURCE -O1 -g -o "$work/plocks" test/vm/plocks.c -lpthread && chmod a+rx "$work/plocks"
gcc -D_GNU_SOURCE -O1 -g -static -o "$work/plocks-static" test/vm/plocks.c -lpthread && chmod a+rx "$work/plocks-static"
chmod a+r test/vm/plocks.d 2>/dev/null
cp test/vm/plocks.d "$work" && chmod a+r "$work/plocks.d"

for program in plocks plocks-static; do
	dt -s "$work/plocks.d" -c "$work/$program"
	test/vm/plocks-events "$work/out" >"$work/got"
	diff test/vm/plocks.expected "$work/got" >"$work/diff"
	ok "$program: events of its locks" $? "$work/diff" "$work/err" "$work/out"
done

dt -Zln 'plockstat$target:::' -c "$work/plocks"
ok "listing: by library and function" "$(grep -qE 'libc.* pthread_mutex_lock mutex-acquire$' "$work/out"; echo $?)" "$work/out" "$work/err"
done_testing
