#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What keeps a machine usable, and shows what happens when it is not: the deadman, the driver's own
# trace under `tail -f` and while a processor is stuck, cpuwatch. Needs the driver with its self-test inside.
# timeout: 600
# vm: --driver "$(test/kmod/build "$kernel")" --smp 4

. test/vm/linux-lib


# A processor that is stuck on purpose is no news to the kernel's own watchdogs.
echo 1 >/sys/module/rcupdate/parameters/rcu_cpu_stall_suppress
echo 0 >/proc/sys/kernel/watchdog

# --- the deadman -------------------------------------------------------------------------------
rmmod dtracedrv
insmod /vm/driver.ko deadman=8
deadman_struck() {
	for i in 1 2 3 4 5 6 7 8 9 10; do
		cat /etc/hosts >/dev/null
	done
	grep -q 'deadman consumer' /proc/dtrace/trace
}
dtrace -qn 'syscall::read:entry { @ = count(); }' >"$work/out" 2>"$work/err" &
tracer=$!
wait_for 60 is_armed
deadman_struck
ok "a consumer that listens is left alone" [ $? = 1 ]
kill -STOP $tracer
ok "one that is stopped is given up" wait_for 60 deadman_struck
kill -CONT $tracer
status=0
wait $tracer || status=$?
ok "it is told when it asks: status 1" status_is 1
ok "in the classic words" err_has '^dtrace: processing aborted: Abort due to systemic unresponsiveness$'
ok "and nothing is armed any more" wait_for 60 nothing_armed

# --- the trace ------------------------------------------------------------------------------------
closed() {
	[ "$(grep -c 'state .* open 0' "$work/tail")" -gt "$1" ] ||
		{ cat "$work/tail" "/proc/$tail/stack" && stat -c '%s %y' /proc/dtrace/trace && false; }
}
# One waits by inotify, the other looks now and then.
for program in /usr/bin/tail "busybox tail"; do
	$program -f /proc/dtrace/trace >"$work/tail" 2>&1 &
	tail=$!
	ok "$program -f shows what there is" wait_for 60 closed 0
	for n in 1 2 3; do
		before=$(grep -c 'state .* open 0' "$work/tail")
		dtrace -qn 'BEGIN { exit(0); }' >/dev/null 2>&1
		ok "$program -f goes on ($n)" wait_for 60 closed "$before"
	done
	kill $tail
	wait $tail 2>/dev/null
	ok "$program -f: without a complaint" sh -c '! grep -v " cpu " "$1"' sh "$work/tail"
done

# --- a processor that is stuck ---------------------------------------------------------------------
# Nothing of ours may be where the others wait for the one that is stuck.
run 60 taskset -c 0 build/vm/bin/cpuwatch -n 1
ok "cpuwatch: all run" status_is 0
ok "cpuwatch: it names them" out_has '^cpuwatch: running: 0 1 2 3$'
taskset -c 0 sh -c '
	echo "stick 2" >/proc/dtrace/selftest
	cat /proc/dtrace/trace >"$1/stuck"
	build/vm/bin/cpuwatch -n 1 -i 2 >"$1/out" 2>"$1/err"
	echo $? >"$1/status"
	cat /proc/dtrace/stats >"$1/stats"
	echo unstick >/proc/dtrace/selftest' sh "$work"
status=$(cat "$work/status")
ok "the trace can be read while a processor is stuck" grep -q 'state .* open 1' "$work/stuck"
ok "so can the statistics" grep -q '^armed' "$work/stats"
ok "cpuwatch: status 1" status_is 1
ok "cpuwatch: the others run" out_has '^cpuwatch: running: 0 1 3$'
ok "cpuwatch: which one does not" out_has '^cpuwatch: CPU 2 has not run for [0-9.]+ s$'
ok "cpuwatch: and where it is" out_has '^  .*selftest_spin'
ok "cpuwatch: of the others nothing" sh -c '! grep -q "backtrace for cpu [013]" "$1"' sh "$work/out"
run 60 taskset -c 0 build/vm/bin/cpuwatch -n 1
ok "cpuwatch: it runs again" out_has '^cpuwatch: running: 0 1 2 3$'

# --- the probe stack, and hits inside a handler ------------------------------------------------------
nested() { awk '/^cpu/ { seen = 1; next } seen { s += $5 } END { print s + 0 }' /proc/dtrace/stats; }
before=$(nested)
echo all >$self && echo on >$self && echo busy >$self
find /proc/1 >/dev/null 2>&1
echo idle >$self
ok "hits inside a handler are counted" [ "$(nested)" -gt "$before" ]
ok "handlers ran" [ "$(value entry-hits)" -gt 1000 ]
ok "none of them on the stack of a thread" [ "$(value wrong-stack)" = 0 ]
echo clear >$self
plan
