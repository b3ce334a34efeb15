#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Every function of the kernel armed, under load, on two CPUs: nothing breaks,
# and every byte is what it was.
# timeout: 1200
# kernels: every
# vm: --smp 2
# vm: --smp 2 --append pti=on

. test/vm/common

# Arming or disarming took less than ten seconds (on a quiet host it is half of one). The guest's clock runs on while the host gives its
# processors to others, so a slow one is asked again: the best of three, without load.
quick() {
	for _ in 1 2 3; do
		took=$(stat_of "$1")
		echo "$1 $took"
		if [ "$took" -gt 0 ] && [ "$took" -lt $((10000000000 * slow)) ]; then return 0; fi
		dtrace -qn "$2 { @ = count(); } BEGIN { exit(0); }" >/dev/null 2>&1
	done
	return 1
}

armed_run() {
	start_load
	run 200 dtrace -n "$1"
	stop_load
}

# What the load makes the kernel switch by itself (jump labels) is switched before the copy is made.
start_load
sleep 5
stop_load
build/vm/bin/text save "$work/text"
# Until the load has done something, however slow the host is. The count is the one word alone on a line.
armed_run 'fbt:::entry { @ = count(); } fbt::vfs_read:entry /reads++ < 0/ { } tick-1s /reads > 500/ { exit(0); }'
ok "all entries: status" status_is 0
ok "all entries: most functions that ftrace knows" sh -c 'n=$(sed -n "s/.*matched \([0-9]*\) probes/\1/p" "$1" |
	head -n 1); echo "$n of $2"; [ "$n" -gt $(($2 * 8 / 10)) ]' sh "$work/err" "$(traceable)"
ok "all entries: over 100,000 hits" awk 'NF == 1 { print; hits = $1 } END { exit !(hits > 100000) }' "$work/out"
ok "all entries: the text is as before" text_as_before
ok "all entries: armed in seconds, not minutes" quick arm-ns fbt:::entry
ok "all entries: disarmed in seconds, not minutes" quick disarm-ns fbt:::entry
armed_run 'fbt::: { @ = count(); } tick-5s { exit(0); }'
ok "entries and returns: status" status_is 0
ok "entries and returns: 16 probes or more to 10 functions" sh -c 'n=$(sed -n "s/.*matched \([0-9]*\) probes/\1/p" "$1" |
	head -n 1); echo "$n of $2"; [ "$n" -gt $(($2 * 16 / 10)) ]' sh "$work/err" "$(traceable)"
ok "entries and returns: the text is as before" text_as_before
ok "entries and returns: armed in seconds, not minutes" quick arm-ns fbt:::
ok "entries and returns: disarmed in seconds, not minutes" quick disarm-ns fbt:::

# --- other people's traps while all of fbt is armed ------------------------------------
arm_all
ok "most functions and their returns carry breakpoints" is_armed $most
for n in 1 2 3; do
	run 60 build/vm/bin/trap int3
	ok "int3 of a user program is SIGTRAP ($n)" status_is 133
	run 60 build/vm/bin/trap wild
	ok "a wild pointer is SIGSEGV ($n)" status_is 139
done
cpu1_goes_and_comes_back() {
	echo 0 >/sys/devices/system/cpu/cpu1/online
	ok "CPU 1 went off-line" [ "$(cat /sys/devices/system/cpu/cpu1/online)" = 0 ]
	ok "armed while CPU 1 is off-line" is_armed $most
	run 60 build/vm/bin/trap int3
	ok "int3 with CPU 1 off-line is SIGTRAP" status_is 133
	echo 1 >/sys/devices/system/cpu/cpu1/online
	ok "armed again with CPU 1" is_armed $most
	ok "CPU 1 came back" [ "$(cat /sys/devices/system/cpu/cpu1/online)" = 1 ]
	run 60 taskset 2 build/vm/bin/trap int3
	ok "int3 on CPU 1 afterwards is SIGTRAP" status_is 133
	run 60 taskset 2 build/vm/bin/trap wild
	ok "a wild pointer on CPU 1 afterwards is SIGSEGV" status_is 139
}
if [ -e /sys/devices/system/cpu/cpu1/online ]; then
	cpu1_goes_and_comes_back
else
	skip "CPU 1 goes and comes back" "one processor"
fi
disarm_all
ok "after SIGKILL of the consumer nothing is armed" nothing_armed
ok "after SIGKILL of the consumer the text is as before" text_as_before
plan
