#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Living with others: loading and unloading while all is armed, modules that go with sites in them, ftrace and
# kprobes on the same functions, handlers that call armed functions, /proc/dtrace/trace, cross-calls and
# mutexes under contention. Needs the driver with its self-test inside.
#
# timeout: 600
# vm: --driver "$(test/kmod/build "$kernel")" --append pti=on

. test/vm/linux-lib
tracing=/sys/kernel/tracing

load_once() {
	find /proc/1 /usr -xdev >/dev/null 2>&1
	for i in 1 2 3 4 5; do sh -c 'true' & done
	wait
}

if grep -q pti=on /proc/cmdline; then
	dmesg | grep -q 'page tables isolation: enabled'
	result $? "page-table isolation is on"
fi
if grep -q 'model name.*EPYC' /proc/cpuinfo; then
	grep -qi 'untrained return thunk\|safe RET' /sys/devices/system/cpu/vulnerabilities/retbleed
	result $? "returns are jumps to a thunk"
fi

self "cross-calls of all to all with interrupts off" storm
self "one mutex wanted by all" contend
[ "$(awk '$1 == "selftest" { print $3 }' /proc/dtrace/mutex)" -gt 0 ]
result $? "waits were counted"
[ "$(awk 'NR > 1 { n += $3 } END { print n }' /proc/dtrace/xcall)" -gt 1000 ]
result $? "cross-calls were counted"

# The trace: a read at the end ends once, the next one waits for something to happen.
exec 9</proc/dtrace/trace
cat <&9 >/tmp/trace1
cat <&9 >/tmp/trace2 &
reader=$!
self "one function" "one __x64_sys_getppid"
entry=$(value last-entry)
self "armed" on
sleep 1
kill -0 $reader 2>/dev/null && echo "# reader still there"
wait $reader
grep -q 'arm 2 sites' /tmp/trace2
result $? "a blocked reader of the trace gets the event"
grep -q "$(tail -n 1 /tmp/trace2)" /proc/dtrace/trace
result $? "and it is in the ring"
exec 9<&-
grep -q 'trap_stub.*(ours)' /proc/dtrace/idt
result $? "the table shows our handler"
self "disarmed" off
grep -q 'trap_stub' /proc/dtrace/idt
[ $? -ne 0 ]
result $? "and the kernel's afterwards"

# ftrace and kprobes on a function that carries our sites.
self "armed again" on
echo __x64_sys_getppid >$tracing/set_ftrace_filter 2>/dev/null || echo __do_sys_getppid >$tracing/set_ftrace_filter
echo function >$tracing/current_tracer
echo 'p:dtrace_test __do_sys_getppid' >$tracing/kprobe_events
echo 1 >$tracing/events/kprobes/dtrace_test/enable
before=$(value entry-hits)
sh -c ':' && sh -c 'echo $PPID' >/dev/null
[ "$(value entry-hits)" -gt "$before" ]
result $? "our site fires under the function tracer and a kprobe"
grep -q 'getppid' $tracing/trace
result $? "so do they"
self "disarmed under them" off
self "armed under them" on
echo 0 >$tracing/events/kprobes/dtrace_test/enable
echo >$tracing/kprobe_events
echo nop >$tracing/current_tracer
echo >$tracing/set_ftrace_filter
self "disarmed after them" off
self "destroyed" clear

# A kprobe that stands where our site wants to stand: the site must refuse.
echo "p:dtrace_test2 __do_sys_getppid+$entry" >$tracing/kprobe_events
echo 1 >$tracing/events/kprobes/dtrace_test2/enable
echo "one __x64_sys_getppid" 2>/dev/null >$self
[ "$(value entries)" = 0 ]
result $? "no site where somebody's breakpoint stands"
echo 0 >$tracing/events/kprobes/dtrace_test2/enable
echo >$tracing/kprobe_events
self "destroyed" clear
self "made before the kprobe" "one __x64_sys_getppid"
echo "p:dtrace_test3 __do_sys_getppid+$entry" >$tracing/kprobe_events
echo 1 >$tracing/events/kprobes/dtrace_test3/enable
echo on 2>/dev/null >$self
[ $? -ne 0 ] && [ "$(value unfulfilled)" = 1 ] && [ "$(value armed-now)" = 1 ]
result $? "an entry whose byte has changed is refused, the return is armed"
echo 0 >$tracing/events/kprobes/dtrace_test3/enable
echo >$tracing/kprobe_events
self "and armed at the next commit" on
[ "$(value armed-now)" = 2 ]
result $? "both"
self "destroyed armed" clear

# Modules with sites.
modprobe loop && modprobe -r loop
modprobe loop
self "all, with a module" all
self "armed" on
armed=$(value armed-now)
modprobe -r loop
result $? "a module goes with its sites"
[ "$(value armed-now)" -lt "$armed" ]
result $? "they are not armed any more"
modprobe loop
result $? "it comes back where they were"
self "handlers that call what is armed" busy
load_once
load_once
[ "$(sum 5)" -gt 1000 ]
result $? "nested hits were passed over"
[ "$(value wrong-address)" = 0 ] && [ "$(value wrong-frame)" = 0 ] && [ "$(value wrong-depth)" = 0 ] && [ "$(value wrong-stack)" = 0 ]
result $? "with the right registers, on the stack for probes"
echo "# $(value entry-hits) and $(value return-hits) hits, $(sum 5) nested"
self "handlers idle" idle
self "destroyed" clear
# More slots than there are, one generation after the other.
failed=0
for round in 1 2 3 4 5; do
	echo all >$self && echo on >$self && load_once && echo clear >$self || failed=1
done
result $failed "slots come back"

# kvm_intel cannot start here, but it is announced, and the driver leaves its own table.
if grep -q kvm.intel "/lib/modules/$(uname -r)/modules.dep"; then
	echo "one __x64_sys_getppid" >$self
	echo on >$self
	modprobe kvm_intel 2>/dev/null
	[ "$(stat_of source)" = gate ]
	result $? "kvm_intel comes: gate instead of idt"
	before=$(value entry-hits)
	sh -c 'echo $PPID' >/dev/null
	[ "$(value entry-hits)" -gt "$before" ] && ! grep -q private /proc/dtrace/idt
	result $? "and the sites still fire"
	self "destroyed" clear
else
	skip "kvm_intel comes: gate instead of idt" "no kvm_intel"
fi

# Twenty lives.
self "checksum" sum
first=$(value text-sum)
failed=0
loads=0
while [ $loads -lt 20 ]; do
	loads=$((loads + 1))
	if [ $((loads % 5)) -eq 0 ]; then
		echo all >$self && echo on >$self || failed=1
	else
		echo "one __x64_sys_getppid" >$self && echo on >$self || failed=1
	fi
	case $((loads % 3)) in
	0) trap=idt ;;
	1) trap=gate ;;
	2) trap=notifier ;;
	esac
	rmmod dtracedrv || failed=1
	insmod /vm/driver.ko trap=$trap || failed=1
	[ "$(stat_of source)" = $trap ] || failed=1
	# Loading and unloading are themselves work for what the kernel patches.
	echo sum >$self
	[ "$(value text-sum)" = "$first" ] || failed=1
done
result $failed "loaded and unloaded 20 times while armed, text unchanged"
insmod /vm/driver.ko trap=nonsense 2>/dev/null
[ $? -ne 0 ]
result $? "it is loaded only once"
rmmod dtracedrv
insmod /vm/driver.ko trap=nonsense 2>/dev/null
[ $? -ne 0 ] && dmesg | grep -q 'trap=nonsense is not a trap source'
result $? "an unknown trap source is refused by name"
insmod /vm/driver.ko
result $? "and loaded after that"
plan
