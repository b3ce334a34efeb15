#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# profile in a real kernel: rates, CPUs, program counters.
# timeout: 300

. test/vm/provider-lib
cpus=$(grep -c ^processor /proc/cpuinfo)

# rate NAME PROBE HERTZ CPUS: it fires on so many CPUs, on each as often as its rate says for the time
# it was on. An emulated machine that is short of time loses deadlines; it never gets too many.
rate() {
	dtrace -qn "BEGIN { began = timestamp; } $2 { @[cpu] = count(); } tick-2s { exit(0); }
		END { printf(\"ms %d\n\", (timestamp - began) / 1000000); printa(\"cpu %d %@d\n\", @); }" >"$work/rate"
	ok "$1" awk -v hertz="$3" -v cpus="$4" '{ print } $1 == "ms" { want = hertz * $2 / 1000 }
		$1 == "cpu" { seen++; if ($3 < want / 10 || $3 > want * 1.1 + 5) bad = 1 }
		END { exit bad || seen != cpus }' "$work/rate"
}
rate "profile fires on every CPU, at its rate" profile-100 100 "$cpus"
rate "tick fires on one, at its rate" tick-100ms 10 1

provider-trace -s 1 profile:::profile-100 >"$work/out" 2>/dev/null
ok "addresses are recorded" test -s "$work/out"
ok "either a kernel or a user address" never "$work/out" \
	'$2 ~ /profile/ && ($3 == 0) == ($4 == 0)'
ok "kernel addresses are kernel text" never "$work/out" '$2 ~ /profile/ && $3 > 0'

provider-trace profile:::profile-500hz -- sh -c 'i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); done' \
	>"$work/out" 2>/dev/null
ok "user program counters" lines "$work/out" '$2 ~ /profile/ && $3 == 0 && $4 > 4096 && $18 == "sh"'
ok "names are made on demand" sh -c \
	"provider-trace -l profile:::tick-123ms | grep -q tick-123ms"
ok "wrong names are not" sh -c \
	"! provider-trace -l profile:::tick-123parsec | grep -q tick"

ok "the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops"'
plan
