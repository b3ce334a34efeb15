#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What an interpreter says of its frames (dtrace:helper:ustack: clauses linked with dtrace -G) in jstack() and ustack(); names in
# processes that have ended.
# kernels: every
# timeout: 120

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
four='[ odd:9 ] [ even:7 ] [ odd:9 ] [ even:7 ]'

toy 2 >"$work/plain"
ok "the program itself" grep -qx 14 "$work/plain"

# names: what stands in brackets in the output, in one line.
names() { grep -oE '\[ (even|odd):[0-9]+ \]' "$work/out" | paste -sd' '; }
named() { [ "$(names)" = "$1" ] || show; }

run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { jstack(); exit(0); }' -c toy
ok "jstack(): each frame of the loop is named, under its address" named "$four"
ok "and all frames are there" sh -c "grep -q 'toy\`leaf' $work/out && [ \$(grep -c 'toy\`enter+' $work/out) = 4 ] && grep -A1 'toy\`enter+' $work/out | grep -q even:7"
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(30, 300); exit(0); }' -c toy
ok "ustack() with room for strings" named "$four"
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(); exit(0); }' -c toy
ok "ustack() without" named ''
run 60 dtrace -q -n 'syscall::getppid:entry /pid == $target/ { @[jstack(12)] = count(); } END { printa("%k%@d times\n", @); }' -c 'toy 5'
ok "as a key: the same names are the same key" out_has '^ *5 times'
ok "as a key: they are printed" named "$four"
run 60 dtrace -q -n 'syscall::getppid:entry /ppid == $target/ { jstack(); }' -c 'toy 1'
ok "a forked child has its parent's" named '[ even:7 ] [ odd:9 ] [ even:7 ]'
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(30, 12); exit(0); }' -c toy
ok "strings that do not fit are told of" err_has 'string table overflow'
run 60 dtrace -q -n 'syscall::write:entry /pid == $target/ { jstack(); }' -c 'toy 1'
ok "elsewhere nothing is named" named ''

# --- addresses of processes that have ended when they are printed ------------------------------------------------

dtrace -q -x aggrate=10s -o "$work/ended" -n 'BEGIN { printf("ready\n"); }
	syscall::getppid:entry /execname == "toy"/ { @[ufunc(ucaller), umod(ucaller)] = count(); @s[ustack(3)] = count(); }
	syscall::exit_group:entry /execname == "toy"/ { @e[ufunc(uregs[R_PC])] = count(); }' &
tracer=$!
wait_for 30 grep -q ready "$work/ended"
toy 3 >/dev/null
sh -c 'toy 2 >/dev/null; exec toy 1 >/dev/null'
kill $tracer
wait $tracer
# named_in COUNT FUNCTION: so many processes, or rounds of them, have this name.
named_in() {
	awk -v name="$2" '$1 ~ "`" name "$" { n += $NF } END { print n + 0 }' "$work/ended" >"$work/count"
	[ "$(cat "$work/count")" = "$1" ] || { cat "$work/count" "$work/ended"; false; }
}
ok "ended: functions" named_in 9 interpret
ok "ended: modules" grep -qE '^ +toy`interpret +toy +3$' "$work/ended"
ok "ended: stacks" sh -c "[ \$(grep -c 'toy\`interpret+0x' $work/ended) = 6 ] && [ \$(grep -c 'toy\`enter+0x' $work/ended) = 6 ]"
ok "ended: the last they did" named_in 6 "_[Ee]xit"
ok "ended: no address is left" sh -c "! grep -E '^ +0x[0-9a-f]+' $work/ended"
ok "nor is anything remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
plan
