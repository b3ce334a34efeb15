#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# fbt and modules: probes come when a module is loaded, go when it is unloaded, also
# while they are armed.
# timeout: 300

. test/vm/provider-lib
rmmod dummy 2>/dev/null

probes() {
	provider-trace -l fbt:dummy:: | wc -l
}

has_probes() {
	[ "$(probes)" -gt 4 ]
}

check "no probes before the module" sh -c "[ $(probes) = 0 ]"
modprobe dummy numdummies=0 || modprobe dummy
check "probes with the module" has_probes
check "the account knows it" grep -q '^dummy ' /proc/dtrace/fbt

provider-trace -s 1 fbt:dummy::entry -- ip link add d0 type dummy >"$work/out" 2>"$work/err"
check "a function of the module fires" lines "$work/out" '$2 ~ /^dummy_.*:entry/'

# Unload it under the probes.
ip link del d0 2>/dev/null
provider-trace fbt:dummy:: fbt:vmlinux:do_sys_openat2:entry -- \
	sh -c 'until [ -e "$1" ]; do sleep 0.1; done' sh "$work/done" >"$work/out" 2>"$work/err" &
check "armed" wait_for some_armed
rmmod dummy
check "no probes after the module" sh -c "[ $(probes) = 0 ]"
check "the other probe is still armed" some_armed
modprobe dummy numdummies=0
check "probes again with the module" has_probes
touch "$work/done"
wait
check "the consumer ended well" grep -q '^# drops' "$work/err"
check "nothing stays armed" nothing_armed

# Init text is there while the module comes: armed then, gone with it afterwards.
rmmod dummy
dtrace -Zqo "$work/init" -n 'BEGIN { printf("ready\n"); }
	fbt:dummy:dummy_init_module:entry { printf("entry\n"); }
	fbt:dummy:dummy_init_module:return { printf("return %d\n", (int)arg1); exit(0); }' 2>"$work/err" &
check "a consumer waits for a module" wait_for grep -qx ready "$work/init"
modprobe dummy numdummies=0
wait
check "the module's init function is entered" grep -qx entry "$work/init"
check "and returns" grep -qx 'return 0' "$work/init"
check "its probes have gone with its text" sh -c "! grep -q '^dummy dummy_init_module ' /proc/dtrace/fbt"
check "nothing stays armed of it" nothing_armed

# All probes of everything while modules come and go.
provider-trace -s 0.1 -k x fbt::: -- sh -c \
	'for i in 1 2 3; do rmmod dummy; modprobe dummy numdummies=0; done' >/dev/null 2>"$work/err"
check "modules come and go while everything is armed" grep -q '^# drops.*status 0' "$work/err"
check "nothing stays armed after that" nothing_armed
rmmod dummy
check "the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops"'
finish
