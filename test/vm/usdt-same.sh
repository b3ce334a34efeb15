#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The same D program, with the driver and without: the same answer.
# timeout: 180

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
CLEAN=$(places sum)
export CLEAN

# same NAME ARGUMENT...: what both say, in any order of lines, is the same, and they say something.
same() {
	what=$1
	shift
	for backend in driver process; do
		rm -f "$work/said"
		run 60 dtrace -x backend=$backend -q -o "$work/said" "$@"
		sort "$work/said" | grep . >"$work/$backend"
		cp "$work/err" "$work/$backend.err"
	done
	ok "$what" sh -c 'cd "$1" && [ -s driver ] && cmp -s driver process || { diff driver process; cat driver.err process.err; false; }' sh "$work"
}

same "entry and return: arguments, values" -n 'pid$target:a.out:fibonacci:entry { @in[(int)arg0] = count(); }
	pid$target:a.out:fibonacci:return { @out[(int)arg1] = count(); }' -c 'places basic'
same "arguments on the stack" -n 'pid$target:a.out:many:entry { printf("%d %d %d %d\n", arg0, arg5, arg6, arg7); }
	pid$target:a.out:many:return { printf("%d\n", arg1); }' -c 'places basic'
same "every function of the program" -n 'pid$target:a.out::entry, pid$target:a.out::return { @[probefunc, probename] = count(); }' \
	-c 'places basic'
same "every instruction of one" -n 'pid$target:a.out:mixture: { @[probename] = count(); }' -c 'places basic'
same "offsets of returns" -n 'pid$target:a.out:two_ways:return { @[arg0, arg1] = count(); }' -c 'places basic'
same "longjmp()" -n 'pid$target:a.out:jumps:entry, pid$target:a.out:jumps:return { @[probename] = count(); }' -c 'places basic'
same "threads" -n 'pid$target:a.out:add:entry { @ = count(); @t[tid != pid] = count(); }' -c 'places threads'
same "stacks of functions that have no frame yet" -n 'pid$target:a.out:fibonacci:entry { @[ustack(3)] = count(); }' -c 'places basic'
same "registers, names" -n 'pid$target:a.out:many:entry { printf("%d %d %s %s %s %d\n", uregs[R_RDI] == arg0, uregs[R_CS],
	execname, probemod, probefunc, pid == $target); }' -c 'places basic'
same "structures of the program" -n 'pid$target:a.out:serve:entry { print(args[0]->name); printf("%d %d %d\n", args[0]->fd, args[0]->next != 0, args[4]); }' -c types
same "static probes of the target" -n 'shop$target:::order-done { printf("%d %d\n", arg0, arg1); } shop$target:::order-placed { trace(copyinstr(arg1)); }' \
	-c usdt-shop
same "exceptions of C++" -n 'libstdcxx$target::: { @[probename] = count(); }' -c usdt-queue
same "failing calls" -n 'syscall::openat:return /pid == $target && errno/ { @[errno, (int)arg0, execname] = count(); }' -c 'cat /nonexistent /none'
same "calls of the target" -n 'syscall:::entry /pid == $target/ { @[probefunc] = count(); }' -c 'cat /etc/passwd'
same "strings of a process" -n 'syscall::openat:entry /pid == $target/ { @[copyinstr(arg1)] = count(); }' -c 'cat /nonexistent /etc/passwd'
same "the end of a process" -n 'proc:::exit /pid == $target/ { printf("%s %d\n", execname, args[0]); }' -c 'cat /etc/passwd'
plan
