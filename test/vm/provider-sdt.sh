#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# sdt and rawtp: the kernel's tracepoints, with the kernel's types; all of them at once.
# timeout: 400

. test/vm/provider-lib

listed() { dtrace -l -n "$1" >"$out" 2>&1; awk 'NR > 1' "$out" | grep -qE "$2" || { head -n 5 "$out"; false; }; }
# trace PROGRAM [COMMAND]: output, complaints too, in $out.
trace() {
	dtrace -qn "$1" ${2:+-c "$2"} >"$out" 2>"$work/err" || echo "dtrace: status $?" >>"$out"
	grep -v '^dtrace: pid .* has exited' "$work/err" >>"$out"
}

ok "hundreds of probes" sh -c '[ "$(dtrace -ln sdt::: | wc -l)" -gt 500 ]'
ok "the name has dashes, the function is the system" listed 'sdt:::sched-switch' \
	' sdt +vmlinux +sched sched-switch$'
ok "rawtp has the kernel's name" listed 'rawtp:::sched_switch' ' rawtp +vmlinux +sched sched_switch$'
dtrace -lvn sdt:::sched-switch >"$out" 2>&1
ok "types of arguments" sh -c "grep -q 'args\[1\]: struct task_struct \*' $out && ! grep -q 'args\[4\]' $out"
dtrace -lvn sdt:::signal-generate >"$out" 2>&1
ok "types of signal-generate" grep -q 'args\[1\]: struct kernel_siginfo \*' "$out"

echo 'ls /dev/null; true' >"$work/script"
trace 'sdt:::sched-process-exec { printf("<%s> %d %d\n", args[0]->comm, args[0]->pid == pid, args[1] == pid); }
	sdt:::sched-switch /args[1] != curthread || (args[0] != 0 && args[0] != 1)/ { printf("wrong\n"); }
	sdt:::sched-switch { @["typed"] = count(); } rawtp:::sched_switch { @["raw"] = count(); }
	rawtp:::sched_switch /(struct task_struct *)args[1] != curthread/ { printf("wrong\n"); }
	sdt:::sched-switch { @to = sum(args[2]->pid >= 0); }
	END { printa("%s %@d\n", @); printa("to %@d\n", @to); }' "sh $work/script"
ok "args[] of an exec" grep -q '^<ls> 1 1$' "$out"
ok "arguments narrower than a word" sh -c "! grep -q wrong $out"
ok "both names see the same" awk '$1 == "typed" { a = $2 } $1 == "raw" { b = $2 } $1 == "to" { c = $2 }
	END { d = a - b; exit !(a > 0 && d < 3 && d > -3 && a == c) }' "$out"
trace 'sdt:::sched-switch { trace(args[9]); }'
ok "an argument that is not there" grep -qF 'index 9 is out of range for sdt:::sched-switch args[ ]' "$out"

# A module's come and go with it, armed or not.
probes() { dtrace -ln 'sdt:ext4::' 2>/dev/null | grep -c ext4; }
ok "no probes before the module" sh -c "[ $(probes) = 0 ]"
modprobe ext4
ok "probes with the module" sh -c "[ $(probes) -gt 50 ]"
dtrace -lvn sdt:ext4::ext4-da-write-begin >"$out" 2>&1
ok "types of a module's" grep -q 'args\[0\]: struct inode \*' "$out"
trace 'sdt:ext4::, rawtp:ext4:: { @ = count(); } sdt:::module-free { printf("free %s\n", args[0]->name); }' 'rmmod ext4'
ok "unloaded under its probes" grep -q '^free ext4' "$out"
ok "no probes after the module" sh -c "[ $(probes) = 0 ]"

# Everything at once, some functions probed too; then all is taken back.
( while :; do ls -l /proc >/dev/null 2>&1; done ) &
load=$!
trace 'sdt::: { @a = count(); } proc::: { @b = count(); } sched::: { @c = count(); }
	fbt::*sched*:entry, fbt::vfs_*: { @d = count(); } tick-2s { exit(0); }
	END { printa("count %@d\n", @a); printa("count %@d\n", @b); printa("count %@d\n", @c); printa("count %@d\n", @d); }'
kill $load
ok "all at once" sh -c "[ \$(grep -cE '^count [1-9]' $out) = 4 ] || { cat $out; false; }"
ok "nothing stays armed" nothing_armed
plan
