#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# fbt in a real kernel: arguments and values are right, entries and returns pair up, every function
# is accounted for, and all functions at once do no harm.
# timeout: 600

. test/vm/provider-lib

provider-trace fbt:vmlinux:do_sys_openat2:entry fbt:vmlinux:do_sys_openat2:return \
	-- cat /etc/hosts >"$out" 2>"$work/err"
awk '$18 == "cat"' "$out" >"$work/cat"

ok "entry fires" lines "$work/cat" '$2 == "do_sys_openat2:entry"'
ok "arg0 is the directory, AT_FDCWD" lines "$work/cat" \
	'$2 ~ /entry/ && ($3 == 4294967196 || $3 == -100)'
ok "arg1 is a user address" never "$work/cat" '$2 ~ /entry/ && ($4 < 4096 || $4 > 140737488355328)'
ok "arg2 is a kernel address" never "$work/cat" '$2 ~ /entry/ && $5 > -4096'
ok "return: arg0 is an offset in the function" never "$work/cat" \
	'$2 ~ /return/ && ($3 <= 0 || $3 > 4096)'
ok "return: arg1 is the descriptor" lines "$work/cat" '$2 ~ /return/ && $4 > 2 && $4 < 100'
ok "return: arg1 is -ENOENT where there is no file" lines "$work/cat" '$2 ~ /return/ && ($4 == -2 || $4 == 4294967294)'
ok "caller is kernel text" never "$work/cat" '$15 > -2147483648 * 2 && $15 >= 0'
ok "the stack has frames" never "$work/cat" '$17 < 3'
ok "vtimestamp runs" sh -c "awk '\$16 <= last { exit 1 } { last = \$16 }' $work/cat"
pairs() {
	awk '/entry/ { e++ } /return/ { r++ } END { print e, r; exit !(e == r && e) }' "$work/cat"
}
ok "as many returns as entries" pairs

# The account: all functions of kallsyms, a reason for each that is left out.
cat /proc/dtrace/fbt >"$work/account"
ok "the account has the functions" [ "$(wc -l <"$work/account")" -ge "$(traceable)" ]
ok "the account gives reasons" never "$work/account" 'NF < 6'
ok "most functions can be probed" sh -c \
	"[ \$(grep -c ' entry' $work/account) -gt \$((\$(wc -l <$work/account) * 6 / 10)) ]"
ok "every ftrace function of the kernel is accounted for" sh -c "
	awk '\$1 == \"vmlinux\" { print \$2 }' $work/account | sort -u >$work/known
	grep -v __ftrace_invalid_address /sys/kernel/tracing/available_filter_functions | awk 'NF == 1' | sed 's/\..*//' | sort -u >$work/ftrace
	sed 's/\..*//' $work/known | sort -u >$work/known-plain
	awk 'FNR == NR { known[\$1] = 1; next } !known[\$1]' $work/known-plain $work/ftrace >$work/missing
	[ \$(wc -l <$work/ftrace) -gt 10000 ] && [ \$(wc -l <$work/missing) -lt 5 ] || { head $work/missing; false; }"

# Everything at once.
provider-trace -s 0.2 -k x fbt::: -- sh -c 'for i in 1 2 3; do ls / >/dev/null; done' 2>"$work/err" |
	sort | uniq -c >"$work/all"
ok "all functions at once fire" sh -c "[ \$(wc -l <$work/all) -gt 300 ]"
ok "and nothing stays armed" nothing_armed
ok "and the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops"'

# Another consumer of the same probe; both see it.
until_done='touch "$1"; until [ -e "$2" ]; do sleep 0.1; done'
for name in one two; do
	provider-trace fbt:vmlinux:do_sys_openat2:entry -- sh -c "$until_done" sh "$work/$name-traces" "$work/done" \
		>"$work/$name" 2>/dev/null &
done
wait_for 60 [ -e "$work/one-traces" ] && wait_for 60 [ -e "$work/two-traces" ]
cat /etc/hosts >/dev/null
touch "$work/done"
wait
ok "two consumers share a probe: the first" lines "$work/one" '$18 == "cat"'
ok "two consumers share a probe: the second" lines "$work/two" '$18 == "cat"'

# An enabled consumer that dies leaves nothing behind.
provider-trace -s 60 fbt:vmlinux:vfs_*:entry >/dev/null 2>&1 &
victim=$!
ok "armed by a consumer" wait_for 60 is_armed
ok "the driver does not unload while it is used" sh -c '! rmmod dtracedrv'
kill -9 $victim
ok "disarmed when it is killed" wait_for 60 nothing_armed
plan
