#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# One function whose entry is a jump: the parameter that forbids it, kprobes in its bytes, on them and before them.
# Needs the driver with its self-test inside.
#
# timeout: 200
# kernels: every
# vm: --driver "$(test/kmod/build "$kernel")"

. test/vm/linux-lib

tracing=/sys/kernel/tracing
[ -e $tracing/kprobe_events ] || mount -t tracefs tracefs $tracing
parameter=/sys/module/dtracedrv/parameters/jump

self "a copy of the text" snapshot
# --- kprobes in and on the bytes ------------------------------------------------------------------
echo Y >$parameter
# Some function that a program can call, and whose entry becomes a jump.
for name in vfs_readlink vfs_getattr vfs_statx __x64_sys_getppid __x64_sys_readlinkat; do
	echo "one $name" >$self && echo on >$self && wait_for 120 settled
	[ "$(value form-jump)" -gt 0 ] && break
	echo clear >$self
done
[ "$(value form-jump)" -gt 0 ]
result $? "a function whose entry is a jump"
offset=$(value last-entry)
echo "# $name+$offset"
nothing_left() { none_armed && [ "$(value places)" = 0 ]; }
call() {
	readlink /proc/self/exe >/dev/null
	stat -c %s /etc/hosts >/dev/null 2>&1
	ls -l /etc >/dev/null
	sh -c 'echo $PPID' >/dev/null
}
echo off >$self && echo N >$parameter && echo on >$self
[ "$(value form-jump)" = 0 ] && [ "$(value form-becoming)" = 0 ] && grep -q '^int3 .*switched off' $self
result $? "with jump=N it is a breakpoint"
echo off >$self && echo Y >$parameter && echo on >$self && wait_for 120 settled
[ "$(value form-jump)" -gt 0 ]
result $? "and a jump again with jump=Y"
for inside in 1 2 3 4; do
	echo "p:dt_inside $name+$((offset + inside))" 2>/dev/null >$tracing/kprobe_events
	[ $? -ne 0 ]
	result $? "a kprobe $inside behind the start of the jump is refused"
done
before=$(value entry-hits)
if echo "p:dt_same $name+$offset" 2>/dev/null >$tracing/kprobe_events; then
	echo 1 >$tracing/events/kprobes/dt_same/enable
	call
	traced 'dt_same:' && [ "$(value entry-hits)" -gt "$before" ]
	result $? "a kprobe on the jump works, and so does the site"
	echo off 2>/dev/null >$self
	[ "$(value armed-now)" = 1 ]
	result $? "disarmed under it the jump is held"
	before=$(value entry-hits)
	call
	[ "$(value entry-hits)" = "$before" ]
	result $? "and fires no more"
	self "it outlives its users" clear
	[ "$(value armed-now)" = 1 ] && call
	result $? "without harm"
	echo 0 >$tracing/events/kprobes/dt_same/enable
	echo >$tracing/kprobe_events
	wait_for 120 nothing_left
	result $? "when the kprobe has gone the jump goes, too"
else
	call
	[ "$(value entry-hits)" -gt "$before" ]
	result $? "a kprobe on the jump is refused"
	for what in "nothing is held" "nor fires" "nor outlives" "nor harms" "nor stays"; do skip "$what" "refused"; done
	self "destroyed" clear
fi
self "the text is as it was, after kprobes" compare
# A kprobe in the bytes comes before the conversion, or before the site: the site stays a breakpoint.
echo "one $name" >$self
for inside in 1 2 3 4 none; do
	[ $inside = none ] && break
	echo "p:dt_inside $name+$((offset + inside))" 2>/dev/null >$tracing/kprobe_events && break
done
if [ $inside != none ]; then
	echo 1 >$tracing/events/kprobes/dt_inside/enable
	echo on >$self && grep -q '^int3 .*no longer what was decoded' $self
	result $? "over a kprobe $inside behind it the site is a breakpoint at once: hits must not pass the kprobe over"
	wait_for 120 settled
	before=$(value entry-hits)
	call
	[ "$(value form-jump)" = 0 ] && traced 'dt_inside:' && [ "$(value entry-hits)" -gt "$before" ]
	result $? "and stays one, and both work"
	echo off >$self
	echo 0 >$tracing/events/kprobes/dt_inside/enable
	echo >$tracing/kprobe_events
	echo on >$self && wait_for 120 settled
	[ "$(value form-jump)" -gt 0 ]
	result $? "without it, a jump"
else
	for what in "over a kprobe the site is a breakpoint at once" "and stays one" "without it, a jump"; do skip "$what" "none was accepted"; done
fi
self "destroyed" clear
self "the text is as it was" compare
echo N >$parameter
dmesg | grep -E 'BUG:|WARNING:|Oops' | sed 's/^/# /'
! dmesg | grep -qE 'BUG:|WARNING:|Oops'
result $? "the kernel has not complained"
sed 's/^/# /' /proc/dtrace/stats
plan
