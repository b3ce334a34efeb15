#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# proc and sched in a real kernel: each probe fires for the act that is its name, with the
# classic arguments translated.
# timeout: 400

. test/vm/provider-lib

# trace PROGRAM COMMAND: run the command under the D program; its output in $out.
trace() {
	dtrace -qn "$1" -c "$2" >"$out" 2>"$work/err" || echo "dtrace: status $?" >>"$work/err"
	grep -v '^dtrace: pid .* has exited' "$work/err" >"$work/complaints"
	[ ! -s "$work/complaints" ] || sed 's/^/dtrace says: /' "$work/complaints" >>"$out"
}

silent() { ! grep -q '^dtrace says' "$out" || { grep '^dtrace says' "$out"; false; }; }

# Those of which this kernel has no place at all. (Of vminfo some are inlined here or there.)
without_place() {
	awk '!/^vminfo/ { kind[$1] += !/ - / } END { for (k in kind) if (!kind[k]) print k }' /proc/dtrace/events
}
none_without_place() { grep -q . /proc/dtrace/events && [ -z "$(without_place)" ] || { without_place; false; }; }
ok "every kind of event has a place on this kernel" none_without_place
dtrace -lvn proc:::signal-send >"$out" 2>&1
ok "-lv: types of signal-send" says_text 'args[0]: lwpsinfo_t *' 'args[1]: psinfo_t *' 'args[2]: int'
dtrace -lvn sched:::enqueue >"$out" 2>&1
ok "-lv: types of enqueue" says_text 'args[2]: cpuinfo_t *'

cat >"$work/script" <<'END'
exec 2>/dev/null
ls /dev/null
/no/such
/etc/hostname
sh -c 'kill -9 $$; :'
true
END

# --- processes -------------------------------------------------------------------------
trace 'proc:::create /progenyof($target)/ { printf("create %s %d %d\n", args[0]->pr_fname, args[0]->pr_ppid == pid, args[0]->pr_pid != pid); }
	proc:::start /progenyof($target)/ { printf("start %d\n", pid == tid); }
	proc:::exec /progenyof($target)/ { printf("exec <%s>\n", stringof(args[0])); }
	proc:::exec-success /progenyof($target)/ { printf("success <%s> %s\n", curpsinfo->pr_psargs, execname); }
	proc:::exec-failure /progenyof($target)/ { printf("failure %d\n", args[0]); }
	proc:::exit /progenyof($target)/ { printf("exit %d <%s>\n", args[0], curpsinfo->pr_psargs); }' \
	"sh $work/script"
ok "create: args[0] is the child" says_text 'create sh 1 1'
ok "start: in the child" says_text 'start 1'
ok "exec: args[0] is the path" says_text 'exec </no/such>' 'exec </etc/hostname>'
ok "exec-success: pr_psargs are the new program's" says_text 'success <ls /dev/null> ls'
ok "exec-failure: ENOENT and EACCES" says_text 'failure 2' 'failure 13'
ok "exit: CLD_EXITED, with its arguments" says_text 'exit 1 <ls /dev/null>'
ok "exit: CLD_KILLED" says_text 'exit 2 <sh -c kill -9 $$; :>'
ok "no complaint" silent

# --- threads, signals, faults: test/vm/acts.c -----------------------------------------------
trace 'proc:::lwp-create /pid == $target/ { printf("lwp-create %d %d\n", args[0]->pr_lwpid != args[1]->pr_pid, args[1]->pr_pid == pid); }
	proc:::lwp-start /pid == $target && tid != pid/ { printf("lwp-start\n"); }
	proc:::lwp-exit /pid == $target && tid != pid/ { printf("lwp-exit\n"); }
	proc:::signal-send /pid == $target/ { printf("send %d to %s %d\n", args[2], args[1]->pr_fname, args[1]->pr_pid == pid); }
	proc:::signal-discard /pid == $target/ { printf("discard %d\n", args[2]); }
	proc:::signal-handle /pid == $target/ { printf("handle %d from %d %d\n", args[0], args[1]->si_pid == pid, (uintptr_t)args[2] > 4096); }
	proc:::signal-clear /pid == $target/ { printf("clear %d\n", args[0]); }
	proc:::fault /pid == $target/ { printf("fault %d at %#x signal %d\n", args[0], args[1]->si_addr, args[1]->si_signo); }
	proc:::exit /pid == $target/ { printf("exit %d\n", args[0]); }' 'acts signals'
ok "lwp-create: a thread of this process" says_text 'lwp-create 1 1'
ok "lwp-start, lwp-exit" says_text lwp-start lwp-exit
ok "signal-send: args" says_text 'send 10 to acts 1'
ok "signal-discard: ignored" says_text 'send 12 to acts 1' 'discard 12'
ok "signal-handle: number, sender, handler" says_text 'handle 10 from 1 1'
ok "signal-clear: sigwait" says_text 'clear 14'
ok "fault: address and number" says_text 'fault 6 at 0x10 signal 11' 'fault 8 at'
ok "an ignored signal is not handled" never "$out" '/handle 12/'
ok "exit: the last thread's" says_text 'exit 1'
ok "no complaint (threads)" silent

# One handler of the tracepoint, which is called directly; then two, which the kernel calls in a loop.
trace 'proc:::create /pid == $target/ { stack(1); printf("by %a\n", caller); exit(0); }' "sh $work/script"
ok "stack() begins in the kernel's code" says_text 'vmlinux`kernel_clone+0x' 'by vmlinux`__do_sys_'
trace 'proc:::create /pid == $target/ { stack(1); printf("by %a\n", caller); exit(0); }
	proc:::lwp-create { @ = count(); }' "sh $work/script"
ok "stack() of one of several" says_text 'vmlinux`kernel_clone+0x' 'by vmlinux`__do_sys_'

# --- scheduler ---------------------------------------------------------------------------------
trace 'sched:::on-cpu /pid == $target/ { @n["on-cpu"] = count(); self->on = 1; }
	sched:::off-cpu /pid == $target && self->on/ { @n["off-cpu"] = count(); self->on = 0; }
	sched:::off-cpu /pid == $target && curlwpsinfo->pr_state == SRUN && curlwpsinfo->pr_sname == 82/
		{ @n["off-cpu waiting for a CPU"] = count(); }
	sched:::off-cpu /pid == $target && curlwpsinfo->pr_state == SSLEEP/ { @n["off-cpu asleep"] = count(); }
	sched:::off-cpu /curlwpsinfo->pr_state == SONPROC/ { @n["off-cpu running"] = count(); }
	sched:::on-cpu /curlwpsinfo->pr_state != SONPROC/ { @n["on-cpu not running"] = count(); }
	sched:::off-cpu /args[1]->pr_pid == $target/ { @n["off-cpu to"] = count(); }
	sched:::sleep /pid == $target/ { @n["sleep"] = count(); }
	sched:::wakeup /args[1]->pr_pid == $target/ { @n["wakeup"] = count(); queued = 0; }
	sched:::enqueue /args[1]->pr_pid == $target/ { @n["enqueue"] = count(); at[args[0]->pr_lwpid] = timestamp; }
	sched:::dequeue /at[args[0]->pr_lwpid] && args[2]->cpu_id == cpu/ { @n["waited"] = count(); at[args[0]->pr_lwpid] = 0; }
	sched:::preempt /pid == $target/ { @n["preempt"] = count(); }
	sched:::remain-cpu { @n["remain-cpu"] = count(); }
	sched:::surrender /args[1]->pr_pid == pid/ { @n["surrender"] = count(); }
	sched:::change-pri /args[1]->pr_pid == $target/ { printf("priority %d\n", args[2]); }
	sched:::tick /pid == $target && args[1]->pr_pid == pid/ { @n["tick"] = count(); }
	END { printa("count %s %@d\n", @n); }' "acts schedule"
for event in on-cpu off-cpu 'off-cpu to' 'off-cpu asleep' 'off-cpu waiting for a CPU' sleep wakeup enqueue waited preempt remain-cpu \
	surrender tick; do
	ok "$event" grep -qE "count $event [1-9]" "$out"
done
ok "states: who goes does not run, who comes does" never "$out" '/count (off-cpu running|on-cpu not)/'
ok "change-pri: nice 7" says_text 'priority 127'
ok "sleeps at least as often as it asks" sh -c \
	"n=\$(sed -n 's/.*count sleep //p' $out); [ \"\$n\" -ge 20 ]"
ok "no complaint (scheduler)" silent

ok "nothing stays armed" nothing_armed
plan
