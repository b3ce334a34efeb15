#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# A 32-bit program: its own probes with their types, the same by its notes alone, pid probes by the other calling
# convention; and what cannot be had says so.
# kernels: every
# timeout: 120

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin

if ! narrow 1 >/dev/null 2>&1; then
	ok "32-bit programs # SKIP this kernel runs none" true
	plan
	exit 0
fi
narrow 4 >"$work/plain"
ok "the program itself" grep -qx 12 "$work/plain"

step='{ @n = count(); @i = sum(arg0); @b = sum(arg1 == 0x100000000 * arg0 + 8); @t = sum(copyinstr(arg2) == strjoin("step-", lltostr(arg0))); }
	END { printa("%@d %@d %@d %@d\n", @n, @i, @b, @t); }'
run 60 dtrace -q -Z -n "narrow*:::step $step" -c 'narrow 4'
ok "it tells of its probes; integers, a 64-bit one, a string" out_has '^4 6 4 4$'
run 60 dtrace -q -n "narrow\$target:::step $step" -c 'narrow 4'
ok "its notes" out_has '^4 6 4 4$'

narrow 100000 20 >/dev/null &
narrow=$!
ok "it registers" wait_for 30 grep -q "^$narrow " /proc/dtrace/user
run 60 dtrace -lvn "narrow$narrow:::step"
ok "types of the declaration" out_has 'args\[1\]: uint64_t'
run 60 dtrace -q -p $narrow -n 'narrow$target:::step /args[1] == 0x100000000 * args[0] + 8/ { printf("%s\n", execname); exit(0); }'
ok "a running one" out_has '^narrow$'
kill $narrow
wait $narrow 2>/dev/null

run 60 dtrace -q -n 'pid$target:a.out:step:entry { @n = count(); @i = sum(arg0); @h = sum(arg2); } END { printa("%@d %@d %@d\n", @n, @i, @h); }' -c 'narrow 4'
ok "pid: the entry of a function, arguments on the stack" out_has '^4 6 6$'
ok "and its result is the same" out_has '^12$'
run 60 dtrace -q -n 'pid$target:a.out:step:return' -c 'narrow 4'
ok "pid: its return is refused in a sentence" err_has 'step:return does not match any probes; step: it is 32-bit code, of which only the entry can be probed'
run 60 dtrace -q -n 'pid$target:a.out:step:4' -c 'narrow 4'
ok "and so is an instruction" err_has 'step: it is 32-bit code'
ok "no process is remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
plan
