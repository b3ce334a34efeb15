#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The constants of the D libraries against the compiler's headers: the same names, the same
# numbers, none missing, none too many.

set -u
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# constants FILE...: "name number" of each `inline int name = value;`, aliases resolved.
constants() {
	sed -n 's/^inline int \([A-Z0-9_]*\) = \([A-Z0-9_]*\);$/\1 \2/p' "$@" |
		awk '{ if ($2 in value) $2 = value[$2]; value[$1] = $2; print $1, $2 }' | sort
}

# header PROLOGUE PATTERN: what a C program sees of the macros that match.
header() {
	{
		printf '#define _GNU_SOURCE\n#include <stdio.h>\n%b\nint main(void) {\n' "$1"
		printf '#define _GNU_SOURCE\n%b\n' "$1" | gcc -Iinclude -E -dM - | awk '{ print $2 }' |
			grep -E "$2" | sort -u |
			awk '{ printf "printf(\"%s %%d\\n\", (int)%s);\n", $1, $1 }'
		echo '}'
	} >"$work/print.c"
	gcc -Iinclude -w -o "$work/print" "$work/print.c" && "$work/print" | sort
}

# same NAME EXPECTED FOUND
same() {
	count=$((count + 1))
	if [ -s "$2" ] && diff "$2" "$3" >"$work/diff"; then
		echo "ok $count - $1"
	else
		sed 's/^/# /' "$work/diff"
		echo "not ok $count - $1"
	fi
}

header '#include <errno.h>' '^E[A-Z0-9]+$' >"$work/errno.want"
# From 512 on they are the kernel's own, in no header for programs.
constants libdtrace/d/errno.d | awk '$2 < 512' >"$work/errno.got"
same "errno.d" "$work/errno.want" "$work/errno.got"

# SIGRTMIN and SIGRTMAX are the C library's in C, the kernel's in D.
header '#include <signal.h>' '^SIG[A-Z]+[0-9]*$' |
	grep -v -e '^SIGSTKSZ ' -e '^SIGRTM' >"$work/signal.want"
constants libdtrace/d/signal.d | grep -v -e '^CLD_' -e '^SIGRTM' >"$work/signal.got"
same "signal.d: signals" "$work/signal.want" "$work/signal.got"

header '#include <linux/signal.h>' '^SIGRTMIN$' >"$work/rt.want"
constants libdtrace/d/signal.d | grep '^SIGRTMIN' >"$work/rt.got"
same "signal.d: real-time signals" "$work/rt.want" "$work/rt.got"

header '#include <asm-generic/siginfo.h>' '^CLD_[A-Z]+$' >"$work/cld.want"
constants libdtrace/d/signal.d | grep '^CLD_' >"$work/cld.got"
same "signal.d: codes of SIGCHLD" "$work/cld.want" "$work/cld.got"

# Registers: every index of the shared header has a name, and the right one.
{
	printf '#include <stdio.h>\n#include <dtrace/registers.h>\nint main(void) {\n'
	grep -o 'DTRACE_REG_[A-Z0-9]*' include/dtrace/registers.h | sort -u |
		awk '{ name = $1; sub("DTRACE_REG_", "R_", name);
		       printf "printf(\"%s %%d\\n\", %s);\n", name, $1 }'
	echo '}'
} >"$work/registers.c"
gcc -Iinclude -o "$work/registers" "$work/registers.c" &&
	"$work/registers" | grep -v '64 ' | sort >"$work/registers.want"
constants libdtrace/d/regs.d | grep -v -e '^R_PC ' -e '^R_SP ' -e '^R_FP ' -e '^R_PS ' -e '^R_R[01] ' >"$work/registers.got"
same "regs.d" "$work/registers.want" "$work/registers.got"

echo "1..$count"
