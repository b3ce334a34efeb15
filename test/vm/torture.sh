#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The driver loaded, armed, killed and made to fault over and over: the machine goes on, memory
# comes back, and every byte of the kernel's text is what it was.
#
#	TORTURE=200	how often each is repeated (default 10)
#	TORTURE_PARTS="reload parallel kill fault list"
# timeout: 900
# vm: --smp 2

. test/vm/common

rounds=${TORTURE:-10}
parts=${TORTURE_PARTS:-list fault kill parallel reload}

# --- what must be as before -------------------------------------------------------------
nothing_placed() { [ "$(stat_of places) $(stat_of table)" = "0 1024" ] || { cat /proc/dtrace/stats; false; }; }
no_complaint() { ! dmesg | grep -vi 'command line:' | grep -E 'BUG:|WARNING:|Oops|detected stall|self-detected|lockup - |general protection'; }
probe_count() { dtrace -l | wc -l; }
uptime_ms() { awk '{ printf "%d\n", $1 * 1000 }' /proc/uptime; }

# note WORDS: measured values, for who reads the report.
note() { echo "# $*"; }

# --- load and unload ------------------------------------------------------------------------
reload() {
	rmmod dtracedrv && insmod /vm/driver.ko
}

reload_rounds() {
	for round in $(seq "$1"); do
		reload || { echo "round $round" && return 1; }
		[ $((round % 5)) -ne 0 ] || timeout $((60 * slow)) dtrace -qn 'fbt::vfs_*: { @ = count(); }' -c 'cat /etc/hosts' >/dev/null || return 1
	done
}

torture_reload() {
	reload_rounds 3
	memory >"$work/before"
	started=$(uptime_ms)
	ok "$rounds unloads and loads" reload_rounds "$rounds"
	note "$((($(uptime_ms) - started) / rounds)) ms each"
	ok "unloads and loads: no memory is lost" memory_kept "$work/before" "$rounds"
	note "$(tr '\n' ' ' <"$work/before") -> $(tr '\n' ' ' <"$work/after")"
	ok "unloads and loads: loaded once, used by nobody" sh -c '[ "$(grep -c "^dtracedrv .* 0 - Live" /proc/modules)" = 1 ]'
	ok "unloads and loads: the text is as before" text_as_before
}

# --- arming beside listing --------------------------------------------------------------------
list_until_stopped() {
	while [ ! -e "$work/stop-listing" ]; do
		timeout $((100 * slow)) dtrace -ln 'syscall:::' >/dev/null 2>"$work/list.err" || echo "status $?"
		echo listed
	done >"$work/listed"
}

arm_rounds() {
	for round in $(seq "$1"); do
		timeout $((100 * slow)) dtrace -qn 'fbt::[a-m]*: { exit(0); }' >/dev/null 2>"$work/arm.err" ||
			{ echo "round $round: $?" && cat "$work/arm.err" && return 1; }
	done
}

torture_parallel() {
	arm_rounds 2
	memory >"$work/before"
	probes=$(probe_count)
	started=$(uptime_ms)
	list_until_stopped &
	ok "$rounds times fbt::[a-m]*: beside dtrace -l" arm_rounds "$rounds"
	: >"$work/stop-listing"
	wait
	note "$((($(uptime_ms) - started) / rounds)) ms each, $(grep -c listed "$work/listed") lists meanwhile"
	ok "every list ended well" sh -c '! grep status "$1"' sh "$work/listed"
	ok "nothing is armed" nothing_armed
	ok "no place is left" nothing_placed
	ok "as many probes as before" [ "$(probe_count)" = "$probes" ]
	ok "arming beside listing: no memory is lost" memory_kept "$work/before" "$rounds"
	note "$(tr '\n' ' ' <"$work/before") -> $(tr '\n' ' ' <"$work/after")"
	ok "arming beside listing: the text is as before" text_as_before
}

# --- consumers killed at any time ----------------------------------------------------------------
# A time from 0.0 to 2.9 seconds.
random_time() {
	number=$(od -An -N2 -tu2 /dev/urandom)
	echo "$((number % 3)).$((number / 3 % 10))"
}

kill_rounds() {
	for round in $(seq "$1"); do
		dtrace -qn 'fbt::[n-z]*: { @[probefunc] = count(); }' >/dev/null 2>&1 &
		sleep "$(random_time)"
		kill -KILL $!
		wait $! 2>/dev/null
	done
	wait_for 20 nothing_armed
}

torture_kill() {
	kill_rounds 2
	memory >"$work/before"
	ok "$1 consumers killed" kill_rounds "$1"
	ok "killed consumers: no place is left" nothing_placed
	ok "killed consumers: no memory is lost" memory_kept "$work/before" "$1"
	note "$(tr '\n' ' ' <"$work/before") -> $(tr '\n' ' ' <"$work/after")"
	ok "killed consumers: the text is as before" text_as_before
	dtrace -qn 'fbt::[n-z]*: { @ = count(); }' >/dev/null 2>&1 &
	wait_for 30 is_armed 10000
	ok "the driver does not unload while a consumer is open" sh -c '! rmmod dtracedrv'
	ok "the consumer has not noticed" sh -c 'kill -0 $1 && [ -e /dev/dtrace/dtrace ]' sh $!
	kill -KILL $!
	wait $! 2>/dev/null
	ok "all is disarmed when it is killed" wait_for 20 nothing_armed
}

# --- faults at every firing ---------------------------------------------------------------------
torture_fault() {
	for address in 0 0x8000000000000000 0xffffc00000000000; do
		start_load
		timeout -k 5 $((60 * slow)) dtrace -n "fbt::vfs_read:entry { trace(*(int *)$address); } tick-4s { exit(0); }" \
			>"$work/out" 2>"$work/err" </dev/null &
		pid=$!
		wait_for 30 is_armed 0
		slowest=0
		while kill -0 $pid 2>/dev/null; do
			started=$(uptime_ms)
			ls /proc >/dev/null 2>&1
			took=$(($(uptime_ms) - started))
			[ $took -le $slowest ] || slowest=$took
			sleep 0.2
		done
		status=0
		wait $pid || status=$?
		stop_load
		ok "every vfs_read faults at $address: status" status_is 0
		ok "faults at $address: reported, or counted as drops" err_has 'invalid address|drop'
		ok "faults at $address: the machine answers (slowest ls $slowest ms)" [ $slowest -lt $((30000 * slow)) ]
		note "$(grep -c 'invalid address' "$work/err") reported, last: $(tail -n 1 "$work/err")"
	done
	ok "faults: the text is as before" text_as_before
}

# --- times ----------------------------------------------------------------------------------------
# best MILLISECONDS COMMAND...: one of three runs is that quick (see quick() in fbt-all.sh).
best() {
	most=$(($1 * slow))
	shift
	for _ in 1 2 3; do
		started=$(uptime_ms)
		"$@" >"$work/best.out" || return 1
		took=$(($(uptime_ms) - started))
		echo "$took ms"
		[ $took -ge "$most" ] || return 0
	done
	return 1
}

torture_list() {
	ok "dtrace -l takes less than 30 s" best 30000 dtrace -l
	note "$took ms for $(wc -l <"$work/best.out") lines"
	ok "and lists 16 probes of fbt or more to 10 functions" \
		[ "$(grep -c ' fbt ' "$work/best.out")" -gt $(($(traceable) * 16 / 10)) ]
	ok "BEGIN and the end take less than 10 s" best 10000 dtrace -qn 'BEGIN { exit(0); }'
	note "$took ms from start to end"
}

# What a load makes the kernel switch by itself (jump labels) is switched before the copy is made.
start_load
dtrace -qn 'fbt::vfs_*: { @ = count(); } tick-2s { exit(0); }' >/dev/null 2>&1
stop_load
build/vm/bin/text save "$work/text"
for part in $parts; do
	if [ "$part" = kill ]; then
		[ "$rounds" -lt 30 ] && torture_kill "$rounds" || torture_kill 30
	else
		torture_"$part"
	fi
done
ok "the kernel has not complained" no_complaint
plan
