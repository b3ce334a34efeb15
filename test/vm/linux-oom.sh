#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# No memory, at one allocation after another: while the driver is loaded, while a consumer opens it,
# adds its program, starts, traces and ends. Each time it is refused cleanly or done without; nothing
# stays armed, nothing is leaked, the kernel's text is what it was. Needs the driver with its self-test inside.
#
#	OOM=1	every allocation; otherwise the first thirty, and then fewer and fewer
# timeout: 900
# vm: --driver "$(test/kmod/build "$kernel")"

. test/vm/common

self=/proc/dtrace/selftest
value() { awk -v key="$1" '$1 == key && NF == 2 { print $2 }' $self; }
after() { [ -n "${OOM:-}" ] && echo $(($1 + 1)) || echo $(($1 < 30 ? $1 + 1 : $1 * 2)); }
no_complaint() { ! dmesg | grep -vi 'command line:' | grep -E 'BUG:|WARNING:|Oops|invariant|general protection'; }

# --- loading ----------------------------------------------------------------------------------------
# A load ends in a sentence, or well; the one whose number is beyond the last allocation ends the round.
loads() {
	tried=0 refused=0 done_without=0 number=1
	while :; do
		if insmod /vm/driver.ko fail=$number 2>"$work/insmod"; then
			failed=$(value has-failed)
			rmmod dtracedrv || return 1
			[ "$failed" = 1 ] || break
			done_without=$((done_without + 1))
		else
			dmesg | tail -n 5 | grep -q 'dtracedrv: not loaded: .* failed with error -12' ||
				{ echo "allocation $number" && cat "$work/insmod" && dmesg | tail -n 5 && return 1; }
			refused=$((refused + 1))
		fi
		tried=$((tried + 1))
		number=$(after $number)
	done
	[ $refused -gt 20 ]
}

rmmod dtracedrv
insmod /vm/driver.ko && rmmod dtracedrv
build/vm/bin/text save "$work/text"
memory >"$work/before"
ok "the driver loads, or says what failed" loads
echo "# $tried allocations failed: $refused loads refused, $done_without did without; the last tried was $number"
ok "loading: the text is as before" text_as_before
ok "loading: no memory is lost" memory_kept "$work/before" "$tried"
insmod /vm/driver.ko
ok "and loads after that" [ $? -eq 0 ]

# --- consumers ------------------------------------------------------------------------------------------
program='fbt::vfs_*:, syscall::read: { self->t = timestamp; @[execname] = quantize(arg0); n[pid] = 1; }
	tick-1s { exit(0); } BEGIN { spec = speculation(); speculate(spec); trace(1); }'
trace() { timeout $((100 * slow)) dtrace -qn "$program" -c 'cat /etc/hosts' >"$work/out" 2>"$work/err"; }

consumers() {
	tried=0 refused=0 number=1
	while :; do
		echo "fail $number" >$self
		trace
		status=$?
		failed=$(value has-failed)
		echo "fail 0" >$self
		[ "$(stat_of armed) $(stat_of places)" = "0 0" ] ||
			{ echo "allocation $number:" && cat /proc/dtrace/stats && return 1; }
		[ "$failed" = 1 ] || break
		case $status in
		0) ;;
		1) grep -q '^dtrace: .' "$work/err" || { echo "allocation $number: no word" && return 1; } ;;
		*) echo "allocation $number: status $status" && cat "$work/err" && return 1 ;;
		esac
		[ $status -eq 0 ] || refused=$((refused + 1))
		tried=$((tried + 1))
		number=$(after $number)
	done
	[ $status -eq 0 ] && [ $refused -gt 5 ]
}

trace
ok "the program runs" [ $? -eq 0 ]
build/vm/bin/text save "$work/text"
memory >"$work/before"
ok "a consumer is refused with a word, or does without" consumers
echo "# $tried allocations failed: $refused consumers refused; the last tried was $number"
ok "consumers: the text is as before" text_as_before
ok "consumers: no memory is lost" memory_kept "$work/before" "$tried"
ok "the kernel has not complained" no_complaint
plan
