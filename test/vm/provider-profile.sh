#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# profile in a real kernel: rates, CPUs, program counters.
# timeout: 300

. test/vm/provider-lib
cpus=$(grep -c ^processor /proc/cpuinfo)

provider-trace -s 2 profile:::profile-100 profile:::tick-100ms >"$work/out" 2>/dev/null
check "profile fires on every CPU" sh -c \
	"[ \$(awk '/profile-100/ { print \$1 }' $work/out | sort -u | wc -l) = $cpus ]"
check "tick fires on one" sh -c \
	"[ \$(awk '/tick-100ms/ { print \$1 }' $work/out | sort -u | wc -l) = 1 ]"
# An emulated machine that is short of time loses deadlines; it never gets too many.
check "profile's rate is right" sh -c "
	n=\$(grep -c 'profile-100 ' $work/out)
	[ \$n -gt $((60 * cpus)) ] && [ \$n -lt $((240 * cpus)) ] || { echo \$n; false; }"
check "tick's rate is right" sh -c "
	n=\$(grep -c 'tick-100ms ' $work/out); [ \$n -gt 12 ] && [ \$n -lt 25 ] || { echo \$n; false; }"
check "either a kernel or a user address" never "$work/out" \
	'$2 ~ /profile/ && ($3 == 0) == ($4 == 0)'
check "kernel addresses are kernel text" never "$work/out" '$2 ~ /profile/ && $3 > 0'

provider-trace profile:::profile-500hz -- sh -c 'i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); done' \
	>"$work/out" 2>/dev/null
check "user program counters" lines "$work/out" '$2 ~ /profile/ && $3 == 0 && $4 > 4096 && $18 == "sh"'
check "names are made on demand" sh -c \
	"provider-trace -l profile:::tick-123ms | grep -q tick-123ms"
check "wrong names are not" sh -c \
	"! provider-trace -l profile:::tick-123parsec | grep -q tick"

# A CPU that goes and comes back is profiled again.
if [ -w /sys/devices/system/cpu/cpu1/online ]; then
	provider-trace -s 5 profile:::profile-50 >"$work/out" 2>/dev/null &
	sleep 1
	echo 0 >/sys/devices/system/cpu/cpu1/online
	sleep 1
	echo 1 >/sys/devices/system/cpu/cpu1/online
	wait
	check "a CPU that comes back is profiled again" sh -c "
		n=\$(awk '\$1 == 1' $work/out | wc -l); [ \$n -gt 60 ] || { echo \$n; false; }"
else
	skip "a CPU that comes back is profiled again" "CPU 1 cannot be switched off"
fi
check "the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops"'
finish
