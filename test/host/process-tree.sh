#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Tracing without a driver, for an ordinary user: the tree of a command or a process is followed,
# system calls and proc events are counted exactly, and the traced notice nothing.

. "$(dirname "$(readlink -f "$0")")/process-common"
victim || exit 1

# --- system calls ---------------------------------------------------------------------

# strace sees its own exec of the command, which is before our time, and counts only what returns.
if type -P strace >/dev/null; then
	dt -qn 'syscall:::entry { @[probefunc] = count(); } END { printa("calls %s %@d\n", @); }' \
		-c 'ls -R /usr/include'
	sed -n 's/^calls //p' "$work/out" | grep -v '^exit_group ' | sort >"$work/calls"
	touch "$work/strace" && chmod 666 "$work/strace"
	user strace -f -c -o "$work/strace" ls -R /usr/include >"$work/list"
	awk '$1 ~ /^[0-9.]+$/ && $NF != "total" && $NF != "execve" { print $NF, $4 }' "$work/strace" |
		sort >"$work/want"
	diff "$work/want" "$work/calls" >"$work/diff"
	ok "the counts are strace's" $? "$work/diff" "$work/err"
else
	skip "the counts are strace's" "there is no strace here (tools/deps installs it)"
fi

dt -qn 'syscall::getppid:entry { @["in"] = count(); } syscall::getppid:return { @["out"] = count(); }' \
	-c "$work/victim threads"
is "calls of 50 threads, in and out" <<-END
	in                                                            10000
	out                                                           10000
END

dt -qn 'syscall::openat:return /errno == ENOENT/ { printf("%d %d %s", arg0, arg1, execname); exit(0); }' \
	-c 'cat /nonexistent'
is "a failed call returns -1 and its errno" <<-END
	-1 -1 cat
END

dt -qn 'syscall::openat:entry /copyinstr(arg1) == "/etc/passwd"/ { self->at = arg1; }
	syscall::openat:return /self->at/ { printf("%s %d", copyinstr(self->at), arg1 >= 0); self->at = 0; }' \
	-c 'cat /etc/passwd'
grep -q '/etc/passwd 1' "$work/out"
ok "copyinstr() of an argument, thread-local variables" $? "$work/err"

dt -qn 'syscall::getppid:entry /pid == $target/ { @[uid, gid, pid == $target, uregs[R_RAX] == -38, ustackdepth > 0] = count(); }' \
	-c "$work/victim threads"
is "facts of the thread: uid, pid, registers" <<-END
	65534    65534        1        1        1            10000
END

# --- proc ---------------------------------------------------------------------------------

dt -qn 'proc:::create, proc:::start { @[probename] = count(); }
	proc:::exec-success, proc:::exit { @[strjoin(probename, strjoin(" ", execname))] = count(); }' \
	-c "$work/victim forks"
is "forks, vforks and execs" <<-END
	exec-success true                                                50
	exit true                                                        50
	exit victim                                                      51
	create                                                          100
	start                                                           100
END

cat >"$work/storm" <<-'END'
	for i in $(seq 30); do (for j in 1 2 3; do /bin/true & done; wait; exec /bin/true) & done
	for i in $(seq 30); do sh -c 'kill -9 $$' & done
	wait
END
dt -qn 'proc:::create, proc:::start { @[probename] = count(); } proc:::exit /pid != $target/ { @[probename] = count(); }
	proc:::exit /args[0] == CLD_KILLED/ { @[execname] = count(); }' -c "sh $work/storm" 2>/dev/null
is "a storm of processes, some killed: none is lost, none counted twice" <<-END
	sh                                                               30
	create                                                          152
	exit                                                            152
	start                                                           152
END

dt -qn 'proc:::exec-success { printf("%s\n", execname); } proc:::exit { printf("%s %d\n", execname, args[0] == CLD_EXITED); }' \
	-c "$work/victim thread-exec"
is "exec from a thread that is not the first" <<-END
	true
	true 1
END

dt -n 'proc:::fault { trace(args[0]); } proc:::exit { trace(args[0] == CLD_KILLED || args[0] == CLD_DUMPED); }' \
	-c "$work/victim crash"
grep -q 'fault *6' "$work/out" && grep -q 'exit *1$' "$work/out" && grep -q 'terminated by SIGSEGV' "$work/err"
ok "a crash: fault, exit, and the signal is told" $? "$work/out" "$work/err"

dt -qn 'proc:::signal-handle /args[0] == SIGUSR1/ { @ = count(); }
	syscall:::entry { @calls = count(); } END { printa("%@d\n", @); }' -c "$work/victim signals"
grep -qx 20 "$work/out"
ok "signals arrive with what they carry" $? "$work/out" "$work/err"

dt -n 'syscall:::entry { @ = count(); }' -c "$work/victim stops"
grep -q 'has exited' "$work/err"
ok "SIGSTOP and SIGCONT as without us" $? "$work/out" "$work/err"

# --- destructive ------------------------------------------------------------------------------

dt -qwn 'syscall::write:entry /(int)arg0 == -1/ { copyoutstr("after", arg1, 64); }' -c "$work/victim copyout"
grep -qx after "$work/out"
ok "copyoutstr()" $? "$work/out" "$work/err"

dt -qwn 'syscall::write:entry /(int)arg0 == -1/ { this->t = (char *)alloca(4); this->t[0] = 110; this->t[1] = 111; this->t[2] = 119;
	this->t[3] = 0; copyout(this->t, arg1, 4); }' -c "$work/victim copyout"
grep -qx now "$work/out"
ok "copyout()" $? "$work/out" "$work/err"

dt -qwn 'syscall::getppid:entry /!n++/ { stop(); system("sed -n s/State:.//p /proc/%d/status; kill -CONT %d", pid, pid); }
	syscall::getppid:return { @ = count(); } END { printa("%@d calls\n", @); }' -c "$work/victim threads"
grep -q '^[Tt] ' "$work/out" && grep -qx '10000 calls' "$work/out"
ok "stop() and system(): all of it stands still until SIGCONT" $? "$work/out" "$work/err"

dt -wn 'syscall::getppid:entry { raise(SIGTERM); }' -c "$work/victim threads"
grep -q 'terminated by SIGTERM' "$work/err"
ok "raise()" $? "$work/out" "$work/err"

# --- privileges ---------------------------------------------------------------------------------

# The kernel gives a traced program of an ordinary user nothing: it runs, as that user.
cp "$work/victim" "$work/privileged"
if [ "$(id -u)" -eq 0 ] && chmod 4755 "$work/privileged" && [ "$(user "$work/privileged" who)" = 0 ]; then
	dt -qn 'syscall::write:entry { printf("write %d\n", uid); }' -c "$work/privileged who"
	sort -o "$work/out" "$work/out"
	is "a setuid program runs without its privileges" <<-END
		65534
		write 65534
	END
fi

# --- running processes -------------------------------------------------------------------------

# start_loop: a victim of the ordinary user in the background; $loop is its number.
start_loop() {
	user "$work/victim" loop >"$work/pid" &
	filled "$work/pid"
	loop=$(cat "$work/pid")
}

# is_free PID: alive, and no one traces it.
is_free() {
	[ "$(awk '/^TracerPid/ { print $2 }' "/proc/$1/status")" = 0 ] &&
		[ "$(cat /proc/"$1"/task/*/stat | awk '{ print $3 }' | grep -c t)" = 0 ]
}

start_loop
dt -qn 'self int seen; int threads; syscall::getppid:entry { @[tid] = count(); }
	syscall::getppid:entry /!self->seen/ { self->seen = 1; threads++; }
	tick-100ms /threads >= 3/ { exit(0); }' -p "$loop"
status=$?
[ "$(grep -c '[0-9]' "$work/out")" -eq 3 ] && [ $status -eq 0 ]
ok "-p: all threads of a running process" $? "$work/out" "$work/err"
is_free "$loop"
ok "-p: afterwards it runs, and nobody traces it" $? "/proc/$loop/status"

user timeout -k 2 60 "$work/bin/dtrace" -x backend=process -qn 'BEGIN { printf("begun\n"); } syscall:::entry { @ = count(); }' \
	-x switchrate=10ms -p "$loop" >"$work/out" 2>"$work/err" &
filled "$work/out"
signal_tracer TERM "$loop"
wait $!
is_free "$loop"
ok "SIGTERM to the tracer leaves the process unharmed" $? "/proc/$loop/status" "$work/err"

user timeout -k 2 60 "$work/bin/dtrace" -x backend=process -qn 'syscall:::entry { @ = count(); }' \
	-p "$loop" >"$work/out" 2>"$work/err" &
signal_tracer KILL "$loop"
wait $! 2>/dev/null
is_free "$loop"
ok "so does SIGKILL" $? "/proc/$loop/status"
{ kill "$loop"; wait; } 2>/dev/null

# A command outlives dtrace: its filter must not bite.
cat >"$work/outlive" <<-'END'
	until [ -e "$1.ended" ]; do sleep 0.1; done
	cat /etc/hostname >/dev/null && echo well >"$1"
END
touch "$work/well" && chmod 666 "$work/well"
dt -qn 'syscall:::entry { @ = count(); } tick-200ms { exit(3); }' -c "sh $work/outlive $work/well"
status=$?
touch "$work/well.ended"
filled "$work/well"
[ $status -eq 3 ] && [ "$(cat "$work/well")" = well ]
ok "a command outlives dtrace, which ends at once" $? "$work/out" "$work/err"

# --- refusals ----------------------------------------------------------------------------------

dt -n 'syscall::read:entry'
grep -q 'needs the driver or a process to trace' "$work/err"
ok "without a process: a sentence" $? "$work/err"

if [ "$(id -u)" -eq 0 ]; then
	sleep 100 &
	dt -n 'syscall::read:entry' -p $!
	grep -q "process $! cannot be traced: " "$work/err"
	ok "a process of another user: a sentence" $? "$work/err"
	dt -qn 'BEGIN { printf("%d", $target); exit(0); }' -p $!
	is "but no probe looks at it: all well" <<<"$!"
	kill $!
fi

# Each program of a target is looked at before it runs on, however long that takes.
gcc -O1 -fno-inline -o "$work/hops" -x c - <<'END' || exit 1
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int hop(int n);
int hop(int n) { __asm__ volatile(""); return n + 1; }
int main(int argc, char **argv)
{
	char rest[16];
	int n = atoi(argv[1]);

	hop(n);
	snprintf(rest, sizeof(rest), "%d", n - 1);
	return n > 0 ? execl(argv[0], argv[0], rest, NULL) : argc != 2;
}
END
chmod a+rx "$work/hops"
dt -qn 'pid$target:a.out:hop:entry { @ = count(); @s = sum(arg0); } END { printa("%@d %@d\n", @, @s); }' -c "$work/hops 20"
grep -qx '21 210' "$work/out"
ok "a target that calls exec twenty times: no first call is lost" $? "$work/out" "$work/err"

done_testing
