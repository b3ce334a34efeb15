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
same "what a declaration says: order and types of arguments, structures" -n 'declared$target:::swapped {
	printf("%s %d %d %s\n", copyinstr((uintptr_t)args[0]), args[1], arg0, copyinstr(arg1)); }
	declared$target:::doubled { printf("%d %d\n", args[0], args[1]); }
	declared$target:::plain { printf("%d %s\n", args[0]->number, copyinstr((uintptr_t)args[0]->buyer)); }
	declared$target:::small { printf("%d %d %d %d %d %d %d %d\n", args[0], args[1], args[2], args[3], args[4], args[5], args[6], args[7]); }' -c declared
printf '%s\n' '-7 -7 249 -7 65529 -7 4294967289 -7' '-7 -7' '42 ann' 'ann 7 7 ann' | sort >"$work/want"
sort "$work/driver" | grep . >"$work/got"
ok "and that is what it says" cmp "$work/want" "$work/got"
same "translators of the program that traces" -s test/vm/declared_use.d -c declared
ok "and what they make" grep -qx '42 ann' "$work/driver"
same "arguments that are variables of the program" -n 'declared$target:::globals { printf("%d %d %d %d %s\n", arg0, arg1, arg9, args[10], copyinstr((uintptr_t)args[11])); }' -c declared
ok "and their values" grep -qx '100 101 109 110 text' "$work/driver"
for backend in driver process; do
	run 60 dtrace -x backend=$backend -lvn 'declared$target:::swapped' -c declared
	sed -E 's/^ *[0-9]+ +declared[0-9]+//' "$work/out" >"$work/$backend"
done
ok "attributes and types" cmp "$work/driver" "$work/process"
ok "and what they are" sh -c 'grep -q "Identifier Names: Stable" "$1/driver" && grep -q "args.0.: char \*" "$1/driver"' sh "$work"
same "static probes of the target" -n 'shop$target:::order-done { printf("%d %d\n", arg0, arg1); } shop$target:::order-placed { trace(copyinstr(arg1)); }' \
	-c usdt-shop
same "exceptions of C++" -n 'libstdcxx$target::: { @[probename] = count(); }' -c usdt-queue
same "failing calls" -n 'syscall::openat:return /pid == $target && errno/ { @[errno, (int)arg0, execname] = count(); }' -c 'cat /nonexistent /none'
same "calls of the target" -n 'syscall:::entry /pid == $target/ { @[probefunc] = count(); }' -c 'cat /etc/passwd'
same "strings of a process" -n 'syscall::openat:entry /pid == $target/ { @[copyinstr(arg1)] = count(); }' -c 'cat /nonexistent /etc/passwd'
same "the end of a process" -n 'proc:::exit /pid == $target/ { printf("%s %d\n", execname, args[0]); }' -c 'cat /etc/passwd'
plan
