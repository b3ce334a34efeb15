#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Every function of the kernel with a breakpoint at its entry and at its returns, under load, by the private IDT,
# with and without page-table isolation (linux-traps.sh has the other trap sources); then all removed, and the text
# compared byte by byte.
# Needs the driver with its self-test inside.
#
# timeout: 600
# vm: --driver "$(test/kmod/build "$kernel")"
# vm: --driver "$(test/kmod/build "$kernel")" --append pti=on
# vm: --driver "$(test/kmod/build "$kernel")" --cpu EPYC-Rome
# vm: --driver "$(test/kmod/build "$kernel")" --smp 1

. test/vm/linux-lib
source=$(stat_of source)

load_once() {
	find /proc/1 /sys/kernel /usr -xdev >/dev/null 2>&1
	dd if=/dev/zero of=/tmp/load bs=64k count=32 2>/dev/null
	sync
	for i in 1 2 3 4 5 6 7 8 9 10; do sh -c 'true' & done
	wait
	echo l >/proc/sysrq-trigger
	cat /proc/kallsyms | tail -n 1 >/dev/null
}

hotplug() {
	local i
	for i in 1 2 3; do
		echo 0 >/sys/devices/system/cpu/cpu1/online || return 1
		[ "$(value armed-now)" -gt 0 ] || return 1
		echo 1 >/sys/devices/system/cpu/cpu1/online || return 1
		[ "$(value armed-now)" = "$armed" ] || return 1
	done
}

self "a copy of the text" snapshot
self "sites on all functions" all
entries=$(value entries) returns=$(value returns)
echo "# $source: $entries entries, $returns returns; scan $(value scan-ns) ns, create $(value create-ns) ns"
most=$(($(traceable) * 8 / 10))
[ "$entries" -gt $most ] && [ "$returns" -gt $most ]
result $? "as many of each as most functions that ftrace knows"
user_breakpoints
result $? "user breakpoints before"
self "armed" on
armed=$(value armed-now)
took=$(value commit-ns)
echo "# armed $armed in $took ns"
[ "$armed" -eq "$(value places)" ]
result $? "each of them"
[ "$took" -lt $((10000000000 * slow)) ]
result $? "in seconds, not minutes"
for round in 1 2 3; do load_once; done
result $? "load survived"
user_breakpoints
result $? "user breakpoints while armed"
if [ "$(nproc)" -gt 1 ]; then
	hotplug
	result $? "a processor goes and comes back while all is armed"
else
	skip "a processor goes and comes back while all is armed" "one processor"
fi
if [ "$source" = idt ]; then
	self "a processor is given the kernel's table" "lidt 0"
	load_once
	taskset -c 0 sh -c 'ls / >/dev/null'
	[ "$(sum 8)" -gt 0 ]
	result $? "the backstop takes it back"
fi
load_once
[ "$(value entry-hits)" -gt 10000 ] && [ "$(value return-hits)" -gt 10000 ]
result $? "hits were counted"
[ "$(value wrong-address)" = 0 ] && [ "$(value wrong-frame)" = 0 ]
result $? "each with the registers of its site"
self "disarmed" off
took=$(value commit-ns)
echo "# disarmed in $took ns, $(value entry-hits) and $(value return-hits) hits"
[ "$took" -lt $((10000000000 * slow)) ]
result $? "in seconds, not minutes"
before=$(sum 2)
load_once
[ "$(sum 2)" = "$before" ]
result $? "no hits afterwards"
self "the text is as it was" compare
user_breakpoints
result $? "user breakpoints afterwards"
# Under load, again and again.
while :; do load_once; done >/dev/null 2>&1 &
loader=$!
failed=0
for round in 1 2 3 4 5 6; do
	echo on >$self || failed=1
	echo off >$self || failed=1
done
result $failed "six times armed and disarmed under load"
kill $loader
wait $loader 2>/dev/null
self "the text is as it was, again" compare
self "destroyed" clear
[ "$(stat_of places)" = 0 ]
result $? "nothing is left"
sed 's/^/# /' /proc/dtrace/stats
plan
