#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Descriptions of a process's probes that match nothing: each reason has its tag and its sentence.
# What does not need a program made for it is in test/d/process/err.D_PROC_*.

. "$(dirname "$(readlink -f "$0")")/process-common"
gcc -O1 -o "$work/errors" test/host/process/errors.c && gcc -O1 -static -o "$work/static" test/host/process/errors.c || exit 1
chmod a+rx "$work/errors" "$work/static"

# refuses NAME TAG SENTENCE ARGUMENT...: dtrace says so.
refuses() {
	local name=$1 tag=$2 sentence=$3
	shift 3
	dt -x errtags "$@"
	[ $? -eq 1 ] && grep -F "[$tag]" "$work/err" | grep -qE "$sentence"
	ok "$name" $? "$work/out" "$work/err"
}

# [D_PROC_OFF]
refuses "an offset past the function" D_PROC_OFF 'plain cannot be probed there: the offset is past its end' \
	-n 'pid$target:a.out:plain:6' -c "$work/errors"
# [D_PROC_ALIGN]
refuses "an offset inside an instruction" D_PROC_ALIGN 'no instruction begins at the offset' \
	-n 'pid$target:a.out:plain:3' -c "$work/errors"
dt -qn 'pid$target:a.out:plain:5 { printf("%s\n", probename); }' -c "$work/errors"
is "where the next one begins is a probe" <<<5
# [D_PROC_CREATEFAIL]
refuses "a function that is partly data" D_PROC_CREATEFAIL 'mixed cannot be probed there: it ' \
	-n 'pid$target:a.out:mixed:return' -c "$work/errors"
# [D_PROC_DYN]
refuses "a library of a static program" D_PROC_DYN 'is a static program' \
	-n 'pid$target:libc:malloc:entry' -c "$work/static"
# [D_PROC_USDT]
refuses "a static probe whose counter is nowhere" D_PROC_USDT 'cannot be set up as they are described' \
	-n 'broken$target:::' -c "$work/errors"
cp build/vm/bin/usdt-shop "$work" && chmod a+rx "$work/usdt-shop"
refuses "a static probe that is not the provider's" D_PROC_USDT 'provider shop of process [0-9]+ has no probe ::order-plced$' \
	-n 'shop$target:::order-plced' -c "$work/usdt-shop"
refuses "one of another function" D_PROC_USDT 'has no probe :main:order-done$' -n 'shop$target::main:order-done' -c "$work/usdt-shop"
refuses "one of another object" D_PROC_USDT 'has no probe libc::order-done$' -n 'shop$target:libc::order-done' -c "$work/usdt-shop"
cp build/vm/bin/declared "$work" && chmod a+rx "$work/declared"
refuses "an argument that D has no register for" D_ARGS_NONE 'args.0. of probe .*real is a floating-point number' \
	-n 'declared$target:::real { trace(args[0]); }' -c "$work/declared"
dt -qn 'declared$target:::real { printf("%x\n", arg0); }' -c "$work/declared"
is "its bits" <<<400c000000000000
# [D_PROC_GRAB]
if [ "$(id -u)" -eq 0 ]; then
	sleep 100 &
	refuses "a process of another user" D_PROC_GRAB "process $! cannot be traced" -n "pid$!:libc:malloc:entry" -p $!
	kill $!
fi
# [D_PROC_NODEV]
refuses "a process that is none of those traced" D_PROC_NODEV "process $$ is traced only with -p $$" \
	-n "pid$$:libc:malloc:entry"

done_testing
