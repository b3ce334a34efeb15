#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Jump sites: every function of the kernel armed, and what can become a jump has become one, under load;
# ftrace, kprobes and processors come and go meanwhile; then all is taken out, and the text compared byte by byte.
# Needs the driver with its self-test inside.
#
# timeout: 600
# vm: --driver "$(test/kmod/build "$kernel")" --cpu EPYC-Rome

. test/vm/linux-lib

tracing=/sys/kernel/tracing
[ -e $tracing/kprobe_events ] || mount -t tracefs tracefs $tracing
parameter=/sys/module/dtracedrv/parameters/jump

load_once() {
	find /proc/1 /sys/kernel -xdev >/dev/null 2>&1
	dd if=/dev/zero of=/tmp/load bs=64k count=8 2>/dev/null
	for i in 1 2 3 4; do sh -c 'true' & done
	wait
	readlink /proc/self/exe >/dev/null
	echo l >/proc/sysrq-trigger
}

hits_by_jump() { sum 9; }

# --- all of them ---------------------------------------------------------------------------------
echo Y >$parameter
load_once
self "a copy of the text" snapshot
self "sites on all functions" all
entries=$(value entries) returns=$(value returns)
self "armed" on
armed=$(value armed-now)
wait_for 120 settled
result $? "every site has its form"
jumps=$(value form-jump)
echo "# $entries entries, $returns returns: $jumps jumps, $(value form-int3) breakpoints; converted in $(stat_of jump-ns) ns"
sed -n 's/^int3 /# int3 /p' $self
[ "$(stat_of jumps)" -gt $((entries * 6 / 10)) ]
result $? "jumps are six of ten entries or more"
if dmesg | grep -qiE 'untrained return thunk|safe ret'; then
	[ "$jumps" -gt $((returns * 9 / 10)) ]
	result $? "and nearly all returns, which are jumps to a thunk"
else
	skip "and nearly all returns, which are jumps to a thunk" "plain returns on this processor"
fi
load_once
result $? "load survived"
[ "$(hits_by_jump)" -gt 10000 ]
result $? "hits came through jumps"
[ "$(value wrong-address)" = 0 ] && [ "$(value wrong-frame)" = 0 ] && [ "$(value wrong-depth)" = 0 ]
result $? "each with the registers of its site"
self "handlers that call what is armed" busy
load_once
self "handlers idle" idle
[ "$(value wrong-address)" = 0 ] && [ "$(value wrong-frame)" = 0 ] && [ "$(value wrong-depth)" = 0 ]
result $? "with the right registers"

# --- others meanwhile ------------------------------------------------------------------------------
echo 'vfs_*' >$tracing/set_ftrace_filter && echo function >$tracing/current_tracer
load_once
traced 'vfs_read <-'
result $? "the function tracer works on armed functions"
echo nop >$tracing/current_tracer && echo >$tracing/set_ftrace_filter
result $? "and leaves"
echo 'p:dt_entry vfs_read' >$tracing/kprobe_events &&
	echo 'r:dt_return vfs_read' >>$tracing/kprobe_events &&
	echo 1 >$tracing/events/kprobes/enable
load_once
traced 'dt_entry:' && traced 'dt_return:'
result $? "kprobe and kretprobe work on an armed function"
echo 0 >$tracing/events/kprobes/enable && echo >$tracing/kprobe_events
result $? "and leave"
if [ "$(nproc)" -gt 1 ]; then
	failed=0
	for round in 1 2 3; do
		echo 0 >/sys/devices/system/cpu/cpu1/online || failed=1
		echo 1 >/sys/devices/system/cpu/cpu1/online || failed=1
	done
	[ $failed = 0 ] && [ "$(value armed-now)" = "$armed" ] && wait_for 120 settled &&
		[ "$(value form-jump)" = "$jumps" ]
	result $? "a processor goes and comes back, and what were jumps are jumps again"
else
	skip "a processor goes and comes back, and what were jumps are jumps again" "one processor"
fi
self "disarmed" off
none_armed && [ "$(stat_of jumps)" = 0 ]
result $? "nothing is left in the text"
self "the text is as it was" compare

# --- again and again, in every state ------------------------------------------------------------
while :; do load_once; done >/dev/null 2>&1 &
loader=$!
failed=0
for pause in 0 0.1 1; do
	echo on >$self || failed=1
	sleep $pause
	echo off >$self || failed=1
done
result $failed "three times armed and disarmed under load, at any moment of the conversion"
kill $loader
wait $loader 2>/dev/null
self "the text is as it was, again" compare
self "destroyed" clear
slots_free() { [ "$(stat_of slots)" = 0 ]; }
wait_for 120 slots_free
result $? "all trampolines and slots come back, by themselves"
complaints() { dmesg | grep -v hw-vuln | grep -E 'BUG:|WARNING:|Oops'; }
! complaints
result $? "the kernel has not complained"
sed 's/^/# /' /proc/dtrace/stats
plan
