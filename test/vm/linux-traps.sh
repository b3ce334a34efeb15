#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Each trap source in turn, in one machine: the driver is loaded with it, all functions carry
# sites, others' breakpoints arrive, all is put back. Needs the driver with its self-test inside.
#
# timeout: 600
# kernels: every
# vm: --driver "$(test/kmod/build "$kernel")" --smp 4

. test/vm/linux-lib

load_once() {
	find /proc/1 /sys/kernel /usr -xdev >/dev/null 2>&1
	for i in 1 2 3 4 5; do sh -c 'true' & done
	wait
	echo l >/proc/sysrq-trigger
}

# What this processor's features refuse must be refused by a sentence, and is then no failure.
load_with() {
	rmmod dtracedrv
	insmod /vm/driver.ko "trap=$1" 2>/dev/null && [ "$(stat_of source)" = "$1" ]
}

try_source() {
	load_with "$1"
	result $? "$1: loaded"
	self "$1: a copy of the text" snapshot
	self "$1: sites on all functions" all
	self "$1: armed" on
	[ "$(value armed-now)" -gt $most ]
	result $? "$1: most functions, and their returns"
	load_once
	user_breakpoints
	result $? "$1: user breakpoints while armed"
	[ "$(value entry-hits)" -gt 1000 ] && [ "$(value return-hits)" -gt 1000 ]
	result $? "$1: hits were counted"
	[ "$(value wrong-address)" = 0 ] && [ "$(value wrong-frame)" = 0 ]
	result $? "$1: each with the registers of its site"
	self "$1: disarmed" off
	self "$1: the text is as it was" compare
	self "$1: destroyed" clear
}

most=$(($(traceable) * 16 / 10))
for source in gate notifier idt; do
	try_source $source
done
plan
