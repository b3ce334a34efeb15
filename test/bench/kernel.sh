#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Instructions that an event adds to getppid(), for our probes, as breakpoints and as jumps where they can be,
# and for those the kernel has itself, in one boot. Under --icount (make bench-kernel) the numbers are instructions and repeat exactly.

work=$(mktemp -d)
tracing=/sys/kernel/tracing
[ -e $tracing/kprobe_events ] || mount -t tracefs tracefs $tracing 2>/dev/null
function=$(grep -ow '__x64_sys_getppid' /proc/kallsyms | head -n 1)
base=$(calls)
jump=/sys/module/dtracedrv/parameters/jump
before=$(cat $jump)

row() { printf '%-52s %8s\n' "$1" "$2"; }

stat() { awk -v name="$1" '$1 == name { print $2; exit }' /proc/dtrace/stats; }

# The calls, when those sites that can be jumps are.
cat >"$work/calls-then" <<'EOF'
#!/bin/sh
until awk '$1 == "becoming" { exit $2 != 0 }' /proc/dtrace/stats; do sleep 0.1; done
exec calls
EOF
chmod +x "$work/calls-then"

# added PROGRAM: with the program running.
added() {
	if dtrace -qn "$1" -o "$work/out" -c "$work/calls-then" >"$work/calls" 2>"$work/err"; then
		echo $(($(cat "$work/calls") - base))
	else
		sed 's/^/# /' "$work/err" >&2
		echo error
	fi
}

# ours NAME PROGRAM
ours() {
	echo N >$jump
	int3=$(added "$2")
	echo Y >$jump
	printf '%-52s %8s %8s\n' "$1" "$int3" "$(added "$2")"
}

# theirs NAME FILE TEXT ENABLE: the text written to a tracefs file, then an event enabled.
theirs() {
	if [ -n "$2" ] && ! echo "$3" >>"$tracing/$2" 2>"$work/err"; then
		row "$1" "absent"
		return
	fi
	if echo 1 >"$tracing/$4/enable" 2>"$work/err"; then
		row "$1" $(($(calls) - base))
		echo 0 >"$tracing/$4/enable"
	else
		row "$1" "absent"
	fi
	[ -z "$2" ] || : >"$tracing/$2"
}

echo "kernel $(uname -r); getppid() without probes: $base"
printf '%-52s %8s %8s\n' "instructions added" int3 jump
ours "fbt entry, false predicate" "fbt::$function:entry /arg0 == 1/ { @ = count(); }"
ours "fbt entry, @ = count()" "fbt::$function:entry { @ = count(); }"
ours "fbt return, @ = count()" "fbt::$function:return { @ = count(); }"
ours "syscall entry, @ = count()" "syscall::getppid:entry { @ = count(); }"
ours "fbt entry, @[execname] = count()" "fbt::$function:entry { @[execname] = count(); }"
ours "fbt entry, @[probefunc] = count()" "fbt::$function:entry { @[probefunc] = count(); }"
ours "fbt entry, @ = quantize(arg0)" "fbt::$function:entry { @ = quantize(arg0); }"
ours "entry and return, quantize the latency" "fbt::$function:entry { self->ts = timestamp; }
	fbt::$function:return /self->ts/ { @ = quantize(timestamp - self->ts); self->ts = 0; }"
ours "fbt entry, @[stack()] = count()" "fbt::$function:entry { @[stack()] = count(); }"
ours "fbt entry, trace(arg0)" "fbt::$function:entry { trace(arg0); }"
theirs "kprobe event" kprobe_events "p:dt/bench $function" events/dt/bench
theirs "kretprobe event" kprobe_events "r:dt/benchret $function" events/dt/benchret
theirs "fprobe event" dynamic_events "f:dt/fbench $function" events/dt/fbench
theirs "tracepoint sys_enter" "" "" events/raw_syscalls/sys_enter
# ftrace knows the function by another of its names.
if echo '*_sys_getppid' >"$tracing/set_ftrace_filter" && echo function >"$tracing/current_tracer"; then
	row "ftrace function hook" $(($(calls) - base))
	echo nop >"$tracing/current_tracer"
	: >"$tracing/set_ftrace_filter"
fi

echo
# arming NAME PROBES: arming, conversion and disarming of all of them.
arming() {
	for form in N Y; do
		echo $form >$jump
		[ $form = Y ] && what=jump || what=int3
		dtrace -qn "$2 { @ = count(); }" -o /dev/null -c "$work/calls-then" >/dev/null
		row "arm $1, $what, µs" $(($(stat arm-ns) / 1000))
		[ $form = N ] || row "convert $1, µs" $(($(stat jump-ns) / 1000))
		row "disarm $1, $what, µs" $(($(stat disarm-ns) / 1000))
	done
}
arming "all of fbt" fbt:::
arming "all of syscall" syscall:::
echo "$before" >$jump
rm -rf "$work"
