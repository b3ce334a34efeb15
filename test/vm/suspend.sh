#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Suspend and resume with all of fbt armed, by the kernel's own tests of it, down to where only the
# processor would be switched off (nothing wakes an emulated machine again that really sleeps). Nothing is
# armed while it sleeps, everything afterwards.
# timeout: 600

. test/vm/common

all_armed() { [ "$(stat_of armed)" = "$all" ] || { echo "$(stat_of armed) of $all armed" && false; }; }
hits() { awk '/^cpu/ { seen = 1; next } seen { s += $2 } END { print s + 0 }' /proc/dtrace/stats; }
still_hit() {
	before=$(hits)
	cat /etc/hosts >/dev/null
	[ "$(hits)" -gt "$before" ]
}
# Since the mark: the sites went, the trap with them, and came back.
events() { wc -l </proc/dtrace/trace; }
slept() {
	tail -n "+$((mark + 1))" /proc/dtrace/trace >"$work/events"
	awk '/suspend depth 0/ { s = 1 } s && /trap off/ { off = 1 } off && /resume depth 1/ { r = 1 }
		END { exit !r }' "$work/events" || { cat "$work/events" && false; }
}

# cycle LEVEL STATE
cycle() {
	echo "$1" >/sys/power/pm_test && echo "$2" >/sys/power/state
	result=$?
	echo none >/sys/power/pm_test
	return $result
}

echo 1 >/sys/module/suspend/parameters/pm_test_delay
# What suspending makes the kernel switch by itself is switched before the copy is made.
ok "suspend works here without us" cycle core mem
build/vm/bin/text save "$work/text"

arm_all
all=$(stat_of armed)
ok "all of fbt is armed" is_armed $most
for level in freezer devices platform processors core; do
	mark=$(events)
	ok "mem, down to $level" cycle $level mem
	ok "mem, down to $level: disarmed meanwhile" slept
	ok "mem, down to $level: all armed again" all_armed
	ok "mem, down to $level: they fire" still_hit
done

disarm_all
ok "nothing is armed afterwards" nothing_armed
ok "the text is as before" text_as_before
plan
