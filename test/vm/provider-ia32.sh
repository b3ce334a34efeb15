#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# System calls of a 32-bit program: it comes in by other functions, with its arguments in other
# registers; by int 0x80, by syscall (a processor of AMD's) and by sysenter (one of Intel's).
# timeout: 200
# kernels: every
# vm:
# vm: --cpu max,vendor=GenuineIntel

. test/vm/provider-lib

# by NAME [ARGUMENT]: what the program prints is the way in that it has taken.
by() {
	provider-trace syscall:::entry syscall:::return -- provider-ia32 $2 >"$out" 2>"$work/err"
	awk '$18 == "provider-ia32"' "$out" >"$work/calls"
	ok "$1: getuid of 16 bits is getuid" lines "$work/calls" '$2 == "getuid:return" && $3 == 0'
	ok "$1: arguments of write" lines "$work/calls" \
		'$2 == "write:entry" && $3 == 1 && $5 == 9 && $4 > 4096 && $4 < 4294967296'
	ok "$1: value of write" lines "$work/calls" '$2 == "write:return" && $3 == 9 && $13 == 0'
	ok "$1: errno of open" lines "$work/calls" '$2 == "open:return" && $3 == -1 && $13 == 2'
	ok "$1: a call that leaves by a jump returns" lines "$work/calls" \
		'$2 == "wait4:return" && $3 == -1 && $13 == 10'
	ok "$1: six arguments" lines "$work/calls" \
		'$2 == "mmap2:entry" && $4 == 4096 && $6 == 34 && $7 == 4294967295 && $8 == 4660'
	ok "$1: an address as the value" lines "$work/calls" \
		'$2 == "mmap2:return" && $3 > 65536 && $3 < 4294967296 && $3 % 4096 == 0'
	ok "$1: exit's argument" lines "$work/calls" '$2 == "exit:entry" && $3 == 7'
	ok "$1: every call of it, once" sh -c \
		"[ \$(grep -c ':entry' $work/calls) = 6 ] || { cat $work/calls; false; }"
}

ran() { "$@" >"$work/ran"; [ $? = 7 ]; }

ok "a 32-bit program runs" ran provider-ia32
ok "and says it came by int 0x80" grep -qx 'int 0x80' "$work/ran"
by "int 0x80"
ran provider-ia32 fast
way=$(cat "$work/ran")
if grep -q GenuineIntel /proc/cpuinfo; then expected=sysenter; else expected=syscall; fi
ok "the fast way in is $expected" test "${way% }" = "$expected"
by "$expected" fast
ok "nothing stays armed" nothing_armed
plan
