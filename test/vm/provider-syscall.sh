#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# syscall in a real kernel: the user's names, arguments and values as the program sees them, and a
# return for every entry.
# timeout: 400
# kernels: every

. test/vm/provider-lib

provider-trace -l syscall::: | sed 's/^[0-9]* //' >"$work/list"
ok "hundreds of calls" sh -c "[ \$(grep -c ':entry$' $work/list) -gt 300 ]"
ok "module is vmlinux" never "$work/list" '!/^syscall:vmlinux:/'
for name in read write openat close stat fstat newfstatat uname umount2 mmap clone execve wait4 \
	exit_group sendfile futex clock_nanosleep getpid rt_sigreturn; do
	ok "there is $name" grep -q "^syscall:vmlinux:$name:entry$" "$work/list"
done
ok "no kernel names" never "$work/list" '/:(newstat|newuname|ni_syscall|sendfile64|.*_time32|.*16):/'
ok "every call that can return has a return probe" sh -c "
	sed -n 's/:entry\$//p' $work/list | sort >$work/entries
	sed -n 's/:return\$//p' $work/list | sort >$work/returns
	grep -vFx -f $work/returns $work/entries | grep -vE ':(exit|exit_group)\$' >$work/without
	[ \$(wc -l <$work/without) -le 5 ] || { cat $work/without; false; }"

provider-trace syscall:::entry syscall:::return -- sh -c \
	'cat /etc/hosts; cat /no/such/file; ls / | head -n 1; sleep 0.1; uname -a' >"$out" 2>"$work/err"
grep -E '^[0-9]+ [a-z_0-9]+:(entry|return) ' "$out" | awk '$18 != "provider-trace"' >"$work/calls"

pairs() {
	awk '{ split($2, name, ":"); n[name[1] " " name[2]]++; all[name[1]] = 1 }
	END {
		for (call in all) {
			e = n[call " entry"]; r = n[call " return"]
			# the first exec begins under another name; the last calls do not return
			d = e - r; if (d < 0) d = -d
			if (call !~ /^(exit|exit_group)$/ && d > 2) { print call, e, r; bad = 1 }
		}
		exit bad
	}' "$work/calls"
}
ok "entries and returns pair up" pairs
ok "openat: arg0 is AT_FDCWD" lines "$work/calls" \
	'$2 == "openat:entry" && ($3 == -100 || $3 == 4294967196)'
ok "openat: a descriptor" lines "$work/calls" \
	'$2 == "openat:return" && $3 >= 3 && $3 == $4 && $13 == 0'
ok "openat: failure is -1 and errno" lines "$work/calls" \
	'$2 == "openat:return" && $3 == -1 && $4 == -1 && $13 == 2'
ok "errno only with -1" never "$work/calls" '$2 ~ /:return/ && $13 != 0 && $3 != -1'
ok "write: arg2 is the length it returns" sh -c "
	awk '\$2 == \"write:entry\" { want = \$5 } \$2 == \"write:return\" && \$3 == want { ok = 1 }
		END { exit !ok }' $work/calls"
ok "uname through its user's name" lines "$work/calls" '$2 == "uname:entry"'
ok "six arguments: mmap's fifth is -1 or a descriptor" lines "$work/calls" \
	'$2 == "mmap:entry" && ($7 == -1 || $7 == 4294967295 || ($7 >= 0 && $7 < 100))'
ok "mmap returns an address" lines "$work/calls" '$2 == "mmap:return" && $3 > 65536'
ok "a call that waits returns" lines "$work/calls" \
	'$2 ~ /^(clock_)?nanosleep:return/ && $3 == 0'
ok "a call that leaves by a jump returns" lines "$work/calls" \
	'$2 == "wait4:return" && $3 > 0'

ok "nothing stays armed" nothing_armed
plan
