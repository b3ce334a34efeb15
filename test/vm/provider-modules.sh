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

ok "no probes before the module" sh -c "[ $(probes) = 0 ]"
modprobe dummy numdummies=0 || modprobe dummy
ok "probes with the module" has_probes
ok "the account knows it" grep -q '^dummy ' /proc/dtrace/fbt

provider-trace -s 1 fbt:dummy::entry -- ip link add d0 type dummy >"$work/out" 2>"$work/err"
ok "a function of the module fires" lines "$work/out" '$2 ~ /^dummy_.*:entry/'

# Unload it under the probes.
ip link del d0 2>/dev/null
provider-trace fbt:dummy:: fbt:vmlinux:do_sys_openat2:entry -- \
	sh -c 'until [ -e "$1" ]; do sleep 0.1; done' sh "$work/done" >"$work/out" 2>"$work/err" &
ok "armed" wait_for 60 is_armed
rmmod dummy
ok "no probes after the module" sh -c "[ $(probes) = 0 ]"
ok "the other probe is still armed" is_armed
modprobe dummy numdummies=0
ok "probes again with the module" has_probes
touch "$work/done"
wait
ok "the consumer ended well" grep -q '^# drops' "$work/err"
ok "nothing stays armed" nothing_armed

# Init text is there while the module comes: armed then, gone with it afterwards.
rmmod dummy
dtrace -Zqo "$work/init" -n 'BEGIN { printf("ready\n"); }
	fbt:dummy:dummy_init_module:entry { printf("entry\n"); }
	fbt:dummy:dummy_init_module:return { printf("return %d\n", (int)arg1); exit(0); }' 2>"$work/err" &
ok "a consumer waits for a module" wait_for 60 grep -qx ready "$work/init"
modprobe dummy numdummies=0
wait
ok "the module's init function is entered" grep -qx entry "$work/init"
ok "and returns" grep -qx 'return 0' "$work/init"
ok "its probes have gone with its text" sh -c "! grep -q '^dummy dummy_init_module ' /proc/dtrace/fbt"
ok "nothing stays armed of it" nothing_armed

# All probes of everything while modules come and go.
provider-trace -s 0.1 -k x fbt::: -- sh -c \
	'for i in 1 2 3; do rmmod dummy; modprobe dummy numdummies=0; done' >/dev/null 2>"$work/err"
ok "modules come and go while everything is armed" grep -q '^# drops.*status 0' "$work/err"
ok "nothing stays armed after that" nothing_armed
rmmod dummy
ok "the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops"'
plan
