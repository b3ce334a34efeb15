#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What the consumer makes of a real kernel on two CPUs: indentation, order, symbols as keys, and the
# destructive actions on processes.
# timeout: 600
# vm: --smp 2

. test/vm/common

# --- -F: every call is undone, one level deeper for one call ------------------------
# A program of one thread on one CPU, so that the lines are in one column of calls.
run 60 dtrace -Fn 'syscall::read:entry, syscall::read:return, fbt::ksys_read:entry, fbt::ksys_read:return,
	fbt::vfs_read:entry, fbt::vfs_read:return /pid == $target/ { }' -c 'cat /etc/hostname'
ok "-F: status" status_is 0
ok "-F: the heading" out_has '^CPU FUNCTION {33}$'
ok "-F: a system call" out_has '^ +[0-9]+  => read +$'
ok "-F: a function in it" out_has '^ +[0-9]+    -> ksys_read +$'
ok "-F: a function in that" out_has '^ +[0-9]+      -> vfs_read +$'
ok "-F: and out again" out_has '^ +[0-9]+      <- vfs_read +$'
ok "-F: to the system call" out_has '^ +[0-9]+  <= read +$'
run 60 dtrace -Fn 'syscall::read:entry /pid == $target/ { trace("first"); } syscall::read:entry /pid == $target/ { trace("second"); }
	fbt::vfs_read:entry /pid == $target/ { } syscall::read:return /pid == $target/ { } tick-1h { }' -c 'cat /etc/hostname'
ok "-F: a second clause is no second call" out_has '^ +[0-9]+   +\| read:entry +second'
ok "-F: the call indents once" out_has '^ +[0-9]+    -> vfs_read '

# --- order across CPUs -----------------------------------------------------------------
run 60 dtrace -qn 'profile-199 { printf("%d\n", timestamp); } tick-2s { exit(0); }'
ok "temporal: lines of all CPUs in the order of time" sh -c 'grep . "$1" | sort -n -c && [ "$(grep -c . "$1")" -gt 20 ]' sh "$work/out"
run 60 dtrace -x temporal=no -qn 'BEGIN { printf("begin\n"); } profile-199 { printf("%d\n", cpu); } tick-2s { exit(0); } END { printf("end\n"); }'
first_and_last() { [ "$(head -n 1 "$work/out")" = "$1" ] && [ "$(grep . "$work/out" | tail -n 1)" = "$2" ] || show; }
ok "without: BEGIN first, END last" first_and_last begin end
run 60 dtrace -x cpu=1 -qn 'profile-199 { @[cpu] = count(); } tick-1s { exit(0); }'
ok "cpu=1: firings of one CPU alone" sh -c '[ "$(grep -c . "$1")" = 1 ] && grep -qE "^ +1 +[0-9]+$" "$1"' sh "$work/out"
run 60 dtrace -x cpu=2 -n 'BEGIN { }'
ok "a CPU that is not there" err_has 'invalid value for option cpu: 2 \(the CPUs are 0 to 1\)$'
run 60 dtrace -x aggpercpu -x oformat=json -qn 'profile-199 { @ = count(); } tick-1s { exit(0); }'
ok "aggpercpu: a share for each CPU" out_has '"percpu":\[\{"cpu":0,"value":[0-9]+\},\{"cpu":1,"value":[0-9]+\}\]'

# --- symbols as keys ----------------------------------------------------------------------
start_load
run 120 dtrace -qn 'profile-97 /arg0/ { @f[func(arg0)] = count(); @m[mod(arg0)] = count(); } tick-2s { exit(0); }
	END { printa("F%a %@d\n", @f); printa("M%a %@d\n", @m); }'
stop_load
ok "func(): a function is one key, at its beginning" sh -c 'grep -q "^Fvmlinux" "$1" && ! grep "^F.*+0x" "$1"' sh "$work/out"
ok "mod(): a module is one key" sh -c '[ "$(sed -n "s/^M\([^\`]*\)\`.*/\1/p" "$1" | sort | uniq -d | wc -l)" = 0 ] && grep -q "^Mvmlinux" "$1"' sh "$work/out"
run 60 dtrace -qn 'syscall::read:entry /pid == $target/ { @[umod(ucaller), usym(ucaller)] = count(); }' -c 'cat /etc/hostname'
ok "umod(), usym(): status" status_is 0

# --- actions on processes ------------------------------------------------------------------
run 60 dtrace -wqn 'syscall::nanosleep:entry, syscall::clock_nanosleep:entry /pid == $target/ { raise(9); }' -x oformat=json -c 'sleep 60'
ok "raise(9): the process is killed" out_has '"signal":9'
run 60 dtrace -wn 'syscall::nanosleep:entry, syscall::clock_nanosleep:entry /pid == $target/ { raise(15); }' -c 'sleep 60'
ok "raise(15): and that is told" err_has '^dtrace: pid [0-9]+ terminated by SIGTERM$'
run 60 dtrace -wqn 'int stopped, asked;
	syscall::nanosleep:entry, syscall::clock_nanosleep:entry /pid == $target/ { stop(); stopped = 1; }
	tick-100ms /stopped && !asked/ { asked = 1; system("grep State: /proc/%d/status; kill -CONT %d", $target, $target); }' -c 'sleep 1'
ok "stop(): the process stops, and goes on when it is told to" out_has '^State:.T \(stopped\)'
run 60 dtrace -wqn 'syscall::getcwd:entry /pid == $target/ { self->to = arg0; }
	syscall::getcwd:return /self->to/ { copyoutstr("/traced", self->to, 8); self->to = 0; }' -c 'readlink -f relative'
ok "copyoutstr(): what the process sees" out_has '^/traced/relative$'
run 60 dtrace -wqn 'BEGIN { this->t = timestamp; chill(100000000); printf("%d\n", timestamp - this->t >= 100000000); exit(0); }'
ok "chill(): the CPU waits" out_has '^1$'
run 60 dtrace -wqn 'BEGIN { chill(600000000); } BEGIN { exit(0); }'
ok "chill(): half a second and no more" err_has 'illegal operation in action #1'

plan
