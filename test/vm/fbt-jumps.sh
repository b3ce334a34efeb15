#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# All entries of fbt as jumps, as a user has it who sets the driver's parameter: the account tells the form of each
# function, others who patch the text come and go, processors too, the consumer is killed; every byte
# is what it was, and every trampoline comes back.
# timeout: 400
# vm: --smp 2

. test/vm/common

tracing=/sys/kernel/tracing
[ -e $tracing/kprobe_events ] || mount -t tracefs tracefs $tracing
parameter=/sys/module/dtracedrv/parameters/jump
default=$(cat $parameter)
nothing_becoming() { is_armed 1000 && [ "$(stat_of becoming)" = 0 ]; }
no_slot_used() { [ "$(stat_of slots)" = 0 ]; }
hits_by_jump() { awk '/^cpu/ { seen = 1; next } seen { s += $9 } END { print s + 0 }' /proc/dtrace/stats; }
traced() { grep -q -- "$1" $tracing/trace || { tail -n 3 $tracing/trace && false; }; }
no_complaint() { ! dmesg | grep -vi 'command line:' | grep -E 'BUG:|WARNING:|Oops|detected stall|self-detected|lockup - |general protection'; }
some_load() {
	ls -l /proc/1 /sys/kernel /etc >/dev/null 2>&1
	dd if=/dev/zero of="$work/file" bs=4096 count=100 2>/dev/null
	cat "$work/file" >/dev/null
	sh -c 'sh -c true; echo $PPID' >/dev/null
}

tracer_on() { echo 'vfs_*' >$tracing/set_ftrace_filter && echo function >$tracing/current_tracer; }
tracer_works() { traced 'vfs_read <-'; }
tracer_off() { echo nop >$tracing/current_tracer && echo >$tracing/set_ftrace_filter; }
kprobe_on() {
	echo 'p:dt_entry vfs_read' >$tracing/kprobe_events && echo 'r:dt_return vfs_read' >>$tracing/kprobe_events &&
		echo 1 >$tracing/events/kprobes/enable
}
kprobe_works() { traced 'dt_entry:' && traced 'dt_return:'; }
kprobe_off() { echo 0 >$tracing/events/kprobes/enable && echo >$tracing/kprobe_events; }
# Jump labels and static calls.
tracepoint_on() { echo 1 >$tracing/events/sched/sched_switch/enable; }
tracepoint_works() { traced 'sched_switch:'; }
tracepoint_off() { echo 0 >$tracing/events/sched/sched_switch/enable; }
comes_and_goes() {
	echo >$tracing/trace
	"$1"_on || return 1
	some_load
	"$1"_works
	worked=$?
	"$1"_off && [ $worked = 0 ]
}

arm_entries() {
	dtrace -qn 'fbt:::entry { @ = count(); }' >/dev/null 2>"$work/armed" &
	tracer=$!
	wait_for 90 nothing_becoming
}
# form FUNCTION: how the account says its entry is armed.
form() { sed -n "s/^vmlinux $1 .*; entry 1 \([^;]*\).*/\1/p" /proc/dtrace/fbt; }
find_jump() {
	for jump in do_sys_openat2 vfs_open do_filp_open path_openat vfs_read; do
		[ "$(form $jump)" != jump ] || return 0
	done
	return 1
}
# The same count at the entry, by two providers, and at the next instruction at least.
same_counts() {
	awk '{ of[$1] = $2 } END { for (name in of) same += of[name] == of["entry"]; exit !(of["entry"] && same >= 3) }' \
		"$work/out" || show
}

# What they make the kernel switch by itself is switched before the copy is made.
for who in tracer kprobe tracepoint; do comes_and_goes $who; done
some_load
build/vm/bin/text save "$work/text"
echo Y >$parameter
arm_entries
ok "all entries are armed, and nothing waits to become a jump" nothing_becoming
echo "# $(stat_of armed) armed, $(stat_of jumps) jumps, converted in $(($(stat_of jump-ns) / 1000)) µs"
ok "six of ten functions or more have a jump" [ "$(stat_of jumps)" -gt $(($(traceable) * 6 / 10)) ]
cat /proc/dtrace/fbt >"$work/account"
ok "the account tells of each jump of a function" \
	[ "$(grep -c '; entry 1 jump' "$work/account")" -gt $(($(traceable) * 6 / 10)) ]
ok "and of a breakpoint why it is none" grep -q '; entry 1 int3 (.*)' "$work/account"
grep -o '; entry 1 int3 (.*)' "$work/account" | sort | uniq -c | sort -rn | head -n 12 | sed 's/^/# /'
some_load
ok "hits come through jumps" [ "$(hits_by_jump)" -gt 1000 ]
for who in tracer kprobe tracepoint; do
	ok "$who comes and goes meanwhile" comes_and_goes $who
done
run 60 build/vm/bin/trap int3
ok "a program's own int3 is SIGTRAP" status_is 133
jumps=$(stat_of jumps)
ok "a jump over more than one instruction" find_jump
echo "grep '^vmlinux $jump ' /proc/dtrace/fbt >$work/meanwhile; ls -l /etc /proc/1 >$work/listed" >"$work/command"
run 60 dtrace -qn "fbt::$jump:entry /progenyof(\$target)/ { @[\"entry\"] = count(); }
	instr::$jump:*-[0-9a-f] /progenyof(\$target)/ { @[probename] = count(); }" -c "sh $work/command"
ok "$jump: probes on the instructions that the jump replaces: each counts" same_counts
ok "$jump: and there is no jump meanwhile" grep 'entry 1 int3 (another site' "$work/meanwhile"
echo 0 >/sys/devices/system/cpu/cpu1/online
some_load
echo 1 >/sys/devices/system/cpu/cpu1/online
ok "a processor goes and comes back, and the jumps come back" wait_for 60 nothing_becoming
ok "as many as before" [ "$(stat_of jumps)" = "$jumps" ]
disarm_all
ok "the consumer is killed: nothing is armed" nothing_armed
ok "and the text is as before" text_as_before
ok "and every trampoline comes back" wait_for 60 no_slot_used
# Killed while becoming jumps, or just after.
for pause in 0.1 0.5; do
	dtrace -qn 'fbt::[a-m]*:entry { @ = count(); }' >/dev/null 2>&1 &
	tracer=$!
	wait_for 60 is_armed 10000
	sleep $pause
	disarm_all
done
ok "killed at any moment: nothing is armed" nothing_armed
ok "killed at any moment: the text is as before" text_as_before
echo "$default" >$parameter
ok "the kernel has not complained" no_complaint
plan
