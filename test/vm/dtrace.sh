#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The dtrace command against the driver, as a user types it.
# timeout: 1000
# kernels: every

. test/vm/common

# --- listing -------------------------------------------------------------------
run 60 dtrace -l
ok "-l ends well" status_is 0
ok "fbt: 16 probes or more to 10 functions" sh -c \
	'n=$(grep -c " fbt " "$1"); echo "$n of $2"; [ "$n" -gt $(($2 * 16 / 10)) ]' sh "$work/out" "$(traceable)"
ok "the heading" out_has '^   ID   PROVIDER            MODULE                          FUNCTION NAME$'
ok "syscalls have the user's names" out_has ' syscall +vmlinux +openat entry$'
run 30 dtrace -ln 'syscall::read:'
ok "-ln with a pattern lists only what it names" sh -c '[ "$(wc -l <"$1")" = 3 ]' sh "$work/out"
run 30 dtrace -ln 'fbt::no_such_function:entry'
ok "listing what does not exist fails" status_is 1

# --- fbt arguments and return values ----------------------------------------------
run 60 dtrace -n 'fbt::do_sys_openat2:entry /pid == $target/ { printf("%s %s", execname, copyinstr(arg1)); }' -c 'cat /etc/hostname'
ok "fbt entry: status" status_is 0
ok "fbt entry: the path really opened" out_has 'do_sys_openat2:entry cat /etc/hostname$'
ok "matched 1 probe" err_has "^dtrace: description 'fbt::do_sys_openat2:entry ' matched 1 probe$"
ok "the target's end is told" err_has '^dtrace: pid [0-9]+ has exited$'
run 60 dtrace -n 'fbt::do_sys_openat2:return /pid == $target/ { trace(arg1); }' -c 'cat /etc/hostname'
ok "fbt return: the descriptor" out_has 'do_sys_openat2:return +3$'
run 60 dtrace -qn 'fbt::do_sys_openat2:return /pid == $target && (int)arg1 < 0/ { printf("%d", (int)arg1); }' -c 'cat /no/such/file'
ok "fbt return: a negative errno" out_has '^-2'

# --- syscall -----------------------------------------------------------------------
run 60 dtrace -qn 'syscall::openat:entry /pid == $target/ { printf("%s\n", copyinstr(arg1)); }' -c 'cat /etc/hostname'
ok "syscall entry arguments" out_has '^/etc/hostname'
run 60 dtrace -qn 'syscall::openat:return /pid == $target/ { printf("%d %d\n", (int)arg1, errno); }' -c 'cat /no/such/file'
ok "syscall return and errno" out_has '^-1 2'
start_load
run 90 dtrace -n 'syscall::read:entry { self->ts = timestamp; } syscall::read:return /self->ts/ { @[execname] = quantize(timestamp - self->ts); self->ts = 0; } tick-3s { exit(0); }'
stop_load
ok "read latencies under load: status" status_is 0
ok "read latencies under load: a table" out_has 'value  ------------- Distribution ------------- count'
ok "read latencies under load: bars" out_has '\|@+ +[1-9]'
ok "read latencies under load: no error, no drop" sh -c '! grep -qE "error|drop" "$1"' sh "$work/err"

# --- types -------------------------------------------------------------------------
run 60 dtrace -qn 'BEGIN { print(*curthread); exit(0); }'
ok "print(*curthread): status" status_is 0
ok "print(*curthread): the type" out_has '^struct task_struct \{$'
ok "print(*curthread): a typed member" out_has '^    pid_t pid = '
ok "print(*curthread): nested" out_has '^        unsigned long flags = '
run 60 dtrace -qn 'BEGIN { printf("%s %d %d\n", curthread->comm, curthread->pid == tid, sizeof (struct task_struct) > 1000); exit(0); }'
ok "members of curthread" out_has '^dtrace 1 1$'
run 60 dtrace -qn 'BEGIN { printf("%d\n", `jiffies > 0); exit(0); }'
ok "a kernel variable" out_has '^1$'
run 60 dtrace -qn 'fbt::vfs_read:entry /pid == $target/ { printf("%s\n", stringof(args[0]->f_path.dentry->d_name.name)); }' -c 'cat /etc/hostname'
ok "typed args[]" out_has '^hostname'
run 60 dtrace -n 'fbt::vfs_read:entry /pid == $target/ { stack(5); exit(0); }' -c 'cat /etc/hostname'
ok "stack() begins with the probed function" out_has '^ {14}vmlinux`vfs_read$'

# --- profile -------------------------------------------------------------------------
# A guest that is short of time loses deadlines; it never gets too many.
run 60 dtrace -qn 'BEGIN { began = timestamp; } profile-97 { @ = count(); } tick-2s { exit(0); }
	END { printa("%@d ", @); printf("%d\n", (timestamp - began) / 1000000); }'
ok "profile-97 for two seconds on each CPU" awk -v cpus="$(nproc)" \
	'NF == 2 { print; want = 0.097 * $2 * cpus; good = $1 > want / 10 && $1 < want * 1.1 + 10 } END { exit !good }' "$work/out"
run 60 dtrace -qn 'tick-1ms { @ = llquantize(i++, 10, 0, 6, 20); } tick-2s { exit(0); }'
ok "llquantize" out_has '^ +< 1 \|@* +1 '

# --- bad addresses: the classic line, and the machine carries on ----------------------
for address in 0 0x8000000000000000 0xffffc00000000000 0x7fff00000000; do
	run 60 dtrace -qn "BEGIN { trace(*(int *)$address); exit(0); } ERROR { exit(1); }"
	shown=$(printf '0x%x' "$address" 2>/dev/null)
	ok "a load from $address" err_has "^dtrace: error on enabled probe ID [0-9]+ \(ID [0-9]+: dtrace:::BEGIN\): invalid address \($shown\) in action #1 at DIF offset [0-9]+$"
done

# --- mistakes: one clear line, status 1 (2 for usage) --------------------------------
run 30 dtrace
ok "no arguments: usage, status 2" status_is 2
run 30 dtrace -n 'BEGIN { x = ; }'
ok "a syntax error: status 1" status_is 1
ok "a syntax error: one line" sh -c '[ "$(wc -l <"$1")" = 1 ]' sh "$work/err"
run 30 dtrace -n 'fbt::do_sys_openat3:entry'
ok "an unknown probe" status_is 1
ok "an unknown probe: said" err_has 'does not match any probes'
run 30 dtrace -s /no/such/script
ok "a missing script" err_has '^dtrace: failed to open /no/such/script: No such file or directory$'
run 30 su user -c "dtrace -n 'syscall:::entry'"
ok "no permission: status 1" status_is 1
ok "no permission: one line that says so" err_has '(root|privileges)'

# --- ends -----------------------------------------------------------------------------
# It sends the signal to itself, so that tracing has begun however slow the guest is.
run 60 dtrace -wqn 'fbt::vfs_read:entry { @ = count(); } END { printf("ended\n"); }
	tick-1s /!sent++/ { system("cat /etc/hosts >/dev/null; kill -INT %d", $pid); }'
ok "SIGINT: END" out_has '^ended$'
ok "SIGINT: the aggregations" out_has '^ +[0-9]+$'
ok "SIGINT: no complaint" err_empty
dtrace -qn 'fbt::vfs_read:entry { @ = count(); } END { printf("ended\n"); }' >"$work/out" 2>"$work/err" &
pid=$!
wait_for 60 is_armed
kill -TERM $pid
status=0
wait $pid || status=$?
ok "SIGTERM: status 0, END" sh -c '[ "$1" = 0 ] && grep -q ended "$2"' sh "$status" "$work/out"
printf '#!/usr/bin/env -S dtrace -qs\nBEGIN { printf("%%d %%s\\n", $1, $$2); exit(0); }\n' >"$work/script.d"
chmod +x "$work/script.d"
run 30 "$work/script.d" 5 five
ok "#! scripts with arguments" out_has '^5 five$'
plan
