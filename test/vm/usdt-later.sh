#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What begins, forks or is loaded while a consumer traces has its probes before its first instruction:
# programs that carry notes and nothing else, libraries that come and go, files whose contents change; and a
# consumer that does not answer holds nobody up for ever.
# kernels: every
# timeout: 240

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
plug=/dtrace/build/vm/bin/libplug.so

# counts PROGRAM SCRIPT: the D program's counts (one line of numbers) while the script runs.
counts() {
	echo "$2" >"$work/script"
	run 100 dtrace -q -Z -n "$1" -c "sh $work/script"
	sed 's/^ *//; s/ *$//; /^$/d' "$work/out" >"$work/got"
}
counted() { [ "$(tail -n 1 "$work/got")" = "$1" ] || show; }

pass='notes*:::pass { @n = count(); @s = sum(arg0); } END { printa("%@d %@d\n", @n, @s); }'

counts "$pass" 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do notes 5; done'
ok "programs that begin later: not one firing is missing" counted '60 120'
counts "$pass" 'notes 5 fork; notes 5 fork'
ok "and their children" counted '20 40'
counts "$pass" "cp \$(command -v notes) $work/changing; $work/changing 3; cat \$(command -v notes-moved) >$work/changing
	$work/changing 4; cat \$(command -v notes) >$work/changing; $work/changing 5"
ok "a file whose contents change between runs" counted '12 19'
counts 'plugged*:::in { @n = count(); @s = sum(arg0); } END { printa("%@d %@d\n", @n, @s); }' \
	"for i in 1 2 3; do notes 1 load $plug; done"
ok "a library that programs load when they like" counted '3 21'
counts 'shop*:::order-done { @n = count(); @s = sum(arg1 == 100 + 25 * arg0); } END { printa("%@d %@d\n", @n, @s); }' \
	'usdt-shop >/dev/null; usdt-shop >/dev/null'
ok "a program that tells of itself has its probes once" counted '6 6'

run 60 dtrace -q -Z -n 'pid$target:libplug.so:plug:entry { @e = sum(arg0); } pid$target:libplug.so:plug:return { @r = sum(arg1); }
	plugged$target:::in { @p = sum(arg0); } END { printa("%@d %@d %@d\n", @e, @r, @p); }' -c "notes 1 load $plug"
ok "pid probes and notes of a library the target loads, calls and closes at once" out_has '^7 14 7$'
run 60 dtrace -q -Z -n 'pid$target:libgreet.so:greet:entry { @e = count(); } greet$target:::hello { @h = count(); }
	END { printa("%@d %@d\n", @e, @h); }' -c 'usdt-greet /dtrace/build/vm/bin/libgreet.so'
ok "each of the three times it loads one" out_has '^3 3$'

# --- nobody waits for ever ------------------------------------------------------------------------------

dtrace -q -Z -n 'notes*:::pass { @ = count(); }' >"$work/stopped" 2>&1 &
stopped=$!
wait_for 30 grep -q uprobe_mmap /sys/kernel/debug/kprobes/list
kill -STOP $stopped
cp "$(command -v notes)" "$work/unknown"
ok "a stopped consumer: the program runs" timeout $((60 * slow)) "$work/unknown" 3
kill -CONT $stopped
kill $stopped
wait $stopped
ok "and the kernel's log says that it went without probes" sh -c 'dmesg | grep -q "runs on without probes that a consumer"'

for round in 1 2 3 4 5 6; do
	dtrace -q -Z -n 'notes*:::pass { @ = count(); }' >/dev/null 2>&1 &
	tracer=$!
	(for i in 1 2 3 4; do cp "$(command -v notes)" "$work/many$i" && "$work/many$i" 3; done) &
	many=$!
	sleep 0.$round
	kill -9 $tracer
	wait $many
	wait $tracer 2>/dev/null
done
ok "consumers killed while programs begin: nothing is left" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
ok "and no kprobe" sh -c '! grep -q uprobe_mmap /sys/kernel/debug/kprobes/list'
plan
