#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Processors that go and come back: what was asked of one that was down begins when it is up, what
# it did before goes on, and all of fbt is armed again each time.
#
#	HOTPLUG=100	how often, with all of fbt armed (default 5)
# timeout: 600

. test/vm/common

rounds=${HOTPLUG:-5}
online=/sys/devices/system/cpu/cpu1/online

# The blocks that the tracer below has finished.
blocks() { grep -c '^--' "$work/profile"; }
has_blocks() { [ "$(blocks)" -ge "$1" ]; }

# cpu_fires: CPU 1 counted in the block after the next (the one now running may have begun before).
cpu_fires() {
	wait_for 60 has_blocks $(($(blocks) + 2)) || { cat "$work/profile" && return 1; }
	awk '/^--/ { last = block; block = ""; next } { block = block $0 "\n" } END { printf "%s", last }' \
		"$work/profile" >"$work/last"
	grep -qE '^1 [1-9]' "$work/last" || { cat "$work/profile" && return 1; }
}

# --- timers ---------------------------------------------------------------------------------------
echo 0 >$online
dtrace -qn 'profile-97 { @[cpu] = count(); } tick-2s { printa("%d %@d\n", @); clear(@); printf("--\n"); }' \
	>"$work/profile" 2>&1 &
tracer=$!
wait_for 60 has_blocks 1
ok "a processor that is down does not fire" sh -c '! grep -q "^1 " "$1"' sh "$work/profile"
echo 1 >$online
ok "profile-97 fires on a processor that came up later" cpu_fires
for round in 1 2 3; do
	echo 0 >$online
	echo 1 >$online
done
ok "and goes on when it goes and comes back at once" cpu_fires
kill -KILL $tracer
wait $tracer 2>/dev/null

# --- all of fbt -------------------------------------------------------------------------------------
# What coming and going makes the kernel switch by itself is switched before the copy is made.
echo 0 >$online && echo 1 >$online
build/vm/bin/text save "$work/text"
arm_all
all=$(stat_of armed)
ok "all of fbt is armed" is_armed $most

cycles() {
	for round in $(seq "$rounds"); do
		echo 0 >$online && is_armed $most && echo 1 >$online && [ "$(stat_of armed)" = "$all" ] || {
			echo "round $round: $(stat_of armed) of $all armed"
			return 1
		}
	done
}
ok "$rounds times off-line and on-line, and all armed again" cycles
disarm_all
ok "nothing is armed afterwards" nothing_armed
ok "the text is as before" text_as_before
plan
