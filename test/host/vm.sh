#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# tools/vm itself: what goes in and comes out, and that no trouble in the guest
# passes for success. The machines run side by side, which they must stand.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tmp"
export TMPDIR=$work/tmp
kernel=${DTRACE_VM_KERNELS:-6.1}
kernel=${kernel%% *}
count=0

# check NAME COMMAND...
check() {
	local name=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
	fi
}

# boot NAME ARG...: its outcome goes to NAME.out, NAME.err and NAME.status.
boot() {
	local name=$1 status=0
	shift
	tools/vm run --kernel "$kernel" "$@" >"$work/$name.out" 2>"$work/$name.err" || status=$?
	echo "$status" >"$work/$name.status"
}

# ended NAME STATUS
ended() {
	local status
	status=$(cat "$work/$1.status")
	[ "$status" = "$2" ] && return 0
	echo "# status $status, expected $2"
	tail -n 20 "$work/$1.err" | sed 's/^/# /'
	return 1
}

# same NAME.STREAM TEXT: exactly this text, to the last byte.
same() {
	printf '%s' "$2" | cmp - "$work/$1" && return 0
	od -c "$work/$1" | head -n 20 | sed 's/^/# /'
	return 1
}

# shows NAME TEXT: what the run said on standard error.
shows() {
	grep -qF -e "$2" "$work/$1.err" && return 0
	tail -n 20 "$work/$1.err" | sed 's/^/# /'
	return 1
}

stand_in() {
	cp test/host/kmod/* "$work/kmod" &&
		tools/kbuild "$(tools/kernels path "$kernel")/build" "$work/kmod" modules >"$work/kmod/log" 2>&1 && return 0
	sed 's/^/# /' "$work/kmod/log"
	return 1
}

mkdir "$work/kmod"
check "a module builds against the fetched kernel" stand_in

printf 'from here\n' >"$work/file"
printf 'typed\n' >"$work/input"
# shellcheck disable=SC2016
script='printf "one\ntwo"; printf "err\n\n" >&2; for a; do printf "<%s>" "$a"; done
cat; cat /dtrace/brought; ls /home; cat /proc/sys/kernel/hostname; grep -c ^dtracedrv /proc/modules
echo "BUG: said by a program" >/dev/kmsg; sleep 1000 & exit 3'
boot plain --driver "$work/kmod/dtracedrv.ko" --copy "$work/file:/dtrace/brought" --stdin "$work/input" \
	--smp 1 -- sh -c "$script" sh 'a b' '' '*' $'q\'"\\\n' &
boot large --no-driver --user -- sh -c 'seq 1 200000; id -u' &
wait
boot crash --no-driver -- sh -c 'echo before; sleep 1; echo c >/proc/sysrq-trigger' &
boot hang --no-driver --timeout 5 -- sh -c 'echo started; while :; do :; done' &
wait
boot warn --driver "$work/kmod/dtracedrv.ko" --param warn=1 true &
boot stuck --driver "$work/kmod/dtracedrv.ko" --param stuck=1 -- echo ran &
wait
boot stale --driver "$work/kmod/dtracedrv.ko" --param stale=1 true &
boot never --no-driver --boot-timeout 1 true &
wait

check "the command's exit status comes back" ended plain 3
check "standard output is exact: arguments, input, files, driver" same plain.out \
	$'one\ntwo<a b><><*><q\'"\\\n>typed\nfrom here\nuser\nguest\n1\n'
check "standard error is exact and apart" same plain.err $'err\n\n'
check "a success is a success" ended large 0
check "a megabyte of output is whole, as the ordinary user" same large.out "$(seq 1 200000 && echo 1000)"$'\n'
check "a crash is a failure" ended crash 125
check "what came before the crash is kept" same crash.out $'before\n'
check "the console of the crash is shown" shows crash "sysrq triggered crash"
check "a hang ends when time is up" ended hang 124
check "which is told apart from a boot that takes too long" shows never "had not booted after 1 seconds"
check "the hang was in the command" same hang.out $'started\n'
check "the hanging processor is made to tell where it is" shows hang "Call Trace:"
check "a warning of the kernel is a failure" ended warn 125
check "the warning is named" shows warn "stand_in_init"
check "a write to freed memory is a failure" ended stale 125
check "the memory is named" shows stale "BUG dtrace_stand_in"
check "a driver that stays is a failure" ended stuck 125
check "the driver that stays is named" shows stuck "the driver does not unload"
check "no folder is left behind" test -z "$(ls -A "$TMPDIR")"
echo "1..$count"
