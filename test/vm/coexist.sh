#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Others who patch the kernel's text or live on breakpoints, while all of fbt is armed, and all of fbt
# armed over them: kprobes, kretprobes, the function tracers, tracepoints (jump labels, static
# calls), uprobes, a program's own int3. Each does its work, ours goes on, and the text is whole at the end.
# A kprobe that wants the very byte of a site of ours, or has it, is refused or respected.
# Needs the driver with its self-test inside.
#
#	COEXIST=all	also fbt armed over the others, and the same byte; otherwise only the others
#			while fbt is armed
# timeout: 600
# vm: --driver "$(test/kmod/build "$kernel")" --smp 4

. test/vm/common

tracing=/sys/kernel/tracing
self=/proc/dtrace/selftest
value() { awk -v key="$1" '$1 == key && NF == 2 { print $2 }' $self; }
traced() { grep -q -- "$1" $tracing/trace || { tail -n 5 $tracing/trace && false; }; }
busy() {
	for i in 1 2 3; do
		cat /etc/hosts >/dev/null
		$program / >/dev/null
	done
	sleep 0.2
}

# A uprobe at the first instruction of a program; where the file has it: its entry point.
program=/usr/bin/ls
entry=$(od -An -tx8 -j24 -N8 "$program" | tr -d ' ')

# --- others, one after another ------------------------------------------------------------------------
kprobe_on() {
	echo 'p:dt_entry vfs_read' >$tracing/kprobe_events &&
		echo 'r:dt_return vfs_read' >>$tracing/kprobe_events &&
		echo 1 >$tracing/events/kprobes/enable
}
kprobe_works() { traced 'dt_entry:' && traced 'dt_return:'; }
kprobe_off() { echo 0 >$tracing/events/kprobes/enable && echo >$tracing/kprobe_events; }

uprobe_on() { echo "p:dt_user $program:0x$entry" >$tracing/uprobe_events && echo 1 >$tracing/events/uprobes/enable; }
uprobe_works() { traced 'dt_user:'; }
uprobe_off() { echo 0 >$tracing/events/uprobes/enable && echo >$tracing/uprobe_events; }

tracepoint_on() { echo 1 >$tracing/events/sched/sched_switch/enable && echo 1 >$tracing/events/syscalls/enable; }
tracepoint_works() { traced 'sched_switch:' && traced 'sys_.*('; }
tracepoint_off() { echo 0 >$tracing/events/sched/sched_switch/enable && echo 0 >$tracing/events/syscalls/enable; }

tracer_on() { echo 'vfs_*' >$tracing/set_ftrace_filter && echo function >$tracing/current_tracer; }
tracer_works() { traced 'vfs_read <-'; }
tracer_off() { echo nop >$tracing/current_tracer && echo >$tracing/set_ftrace_filter; }

# Only some functions: to switch forty thousand nops takes the kernel minutes when emulated, without a pause.
graph_on() { echo 'vfs_*' >$tracing/set_ftrace_filter && echo function_graph >$tracing/current_tracer; }
graph_works() { traced 'vfs_read'; }
graph_off() { echo nop >$tracing/current_tracer && echo >$tracing/set_ftrace_filter; }

others="kprobe uprobe tracepoint tracer"

# comes_and_goes WHO: does its work while all of fbt is armed, and leaves.
comes_and_goes() {
	echo >$tracing/trace
	"$1"_on || return 1
	busy
	"$1"_works
	worked=$?
	"$1"_off && [ $worked = 0 ]
}

# Hits that our sites have had.
hits() { awk '/^cpu/ { seen = 1; next } seen { s += $2 } END { print s + 0 }' /proc/dtrace/stats; }
still_hit() {
	before=$(hits)
	busy
	[ "$(hits)" -gt "$before" ]
}

# What they make the kernel switch by itself is switched before the copy is made.
for who in $others graph; do
	ok "$who alone" comes_and_goes $who
done
build/vm/bin/text save "$work/text"

arm_all
ok "all of fbt is armed" is_armed $most
for who in $others graph; do
	ok "$who comes and goes while fbt is armed" comes_and_goes $who
	ok "$who: ours are still hit" still_hit
done
run 60 build/vm/bin/trap int3
ok "a program's own int3 is SIGTRAP" status_is 133
disarm_all
ok "disarmed after them: the text is as before" text_as_before

if [ "${COEXIST:-}" != all ]; then
	plan
	exit
fi

for who in $others; do ${who}_on; done
arm_all
echo >$tracing/trace
busy
for who in $others; do
	ok "$who works under all of fbt" ${who}_works
done
ok "ours are hit above them" still_hit
disarm_all
echo >$tracing/trace
busy
for who in $others; do
	ok "$who still works when fbt has gone" ${who}_works
done
for who in $others; do ${who}_off; done
ok "the text is as before, again" text_as_before

# --- the same byte ----------------------------------------------------------------------------------------
echo "one vfs_readlink" >$self
offset=$(value last-entry)
echo clear >$self
dtrace -qn 'fbt::vfs_readlink:entry { @ = count(); }' >/dev/null 2>&1 &
tracer=$!
wait_for 60 is_armed 0
ok "a kprobe on the byte of our breakpoint is refused" \
	sh -c "! echo 'p:dt_same vfs_readlink+$offset' >$tracing/kprobe_events"
ok "and ours stays" is_armed 0
disarm_all
echo "p:dt_same vfs_readlink+$offset" >$tracing/kprobe_events
echo 1 >$tracing/events/kprobes/dt_same/enable
run 60 dtrace -n 'fbt::vfs_readlink: { @[probename] = count(); }' -c 'readlink /proc/self/exe'
ok "over somebody's kprobe: the others of a program fire" out_has 'return +[1-9]'
ok "over somebody's kprobe: said in a sentence" err_has '^dtrace: 1 of the probes cannot fire, or not everywhere'
# The account tells it as long as the probe is wanted.
dtrace -qn 'fbt::vfs_readlink: { @ = count(); }' >/dev/null 2>&1 &
tracer=$!
wait_for 60 is_armed 0
ok "and why, in the account" grep -q 'vfs_readlink.*entry not armed' /proc/dtrace/fbt
disarm_all
echo >$tracing/trace
readlink /proc/self/exe >/dev/null
ok "the kprobe has worked on" traced 'dt_same:'
echo 0 >$tracing/events/kprobes/dt_same/enable
echo >$tracing/kprobe_events
run 60 dtrace -n 'fbt::vfs_readlink: { @[probename] = count(); }' -c 'readlink /proc/self/exe'
ok "without it the entry fires again" out_has 'entry +[1-9]'
ok "and nothing is said" sh -c '! grep -q "cannot fire" "$1"' sh "$work/err"
ok "the kernel has not complained" sh -c '! dmesg | grep -E "BUG:|WARNING:|Oops"'
plan
