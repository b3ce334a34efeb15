#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# More of those who patch the kernel's text, see coexist.sh: BPF programs on functions, kprobes on every
# instruction of a function (the kernel makes jumps of some), a jump label in the middle of probed code.
# timeout: 400

. test/vm/common

tracing=/sys/kernel/tracing
hits() { awk '/^cpu/ { seen = 1; next } seen { s += $2 } END { print s + 0 }' /proc/dtrace/stats; }
still_hit() {
	before=$(hits)
	cat /etc/hosts >/dev/null
	[ "$(hits)" -gt "$before" ]
}
# --- BPF -------------------------------------------------------------------------------------------
echo 1 >/proc/sys/kernel/bpf_stats_enabled
# bpf_runs WHERE: comes, runs and goes.
bpf_runs() {
	run 60 build/vm/bin/bpf "$1" vfs_read cat /etc/hosts
	out_has '^ran [1-9]'
}
for where in fentry fexit; do
	ok "BPF $where alone" bpf_runs $where
done
build/vm/bin/text save "$work/text"
arm_all
ok "all of fbt is armed" is_armed $most
for where in fentry fexit; do
	ok "BPF $where comes, runs and goes while fbt is armed" bpf_runs $where
	ok "BPF $where: ours are still hit" still_hit
done
# switched PATH: a static key in probed code, on and off.
switched() {
	was=$(cat "$1")
	for value in 1 0 1 0 1; do
		echo $value >"$1" && still_hit || return 1
	done
	echo "$was" >"$1"
}
schedstats=/proc/sys/kernel/sched_schedstats
if [ -e $schedstats ]; then
	ok "a static key is switched while fbt is armed" switched $schedstats
else
	skip "a static key is switched while fbt is armed" "no $schedstats on this kernel"
fi
disarm_all
ok "disarmed: the text is as before" text_as_before
for where in fentry fexit; do
	run 60 build/vm/bin/bpf $where vfs_read dtrace -qn \
		'fbt::vfs_read: /pid == $target/ { @[probename] = count(); }' -c 'cat /etc/hosts'
	ok "under BPF $where: entry fires" out_has 'entry +[1-9]'
	ok "under BPF $where: return fires" out_has 'return +[1-9]'
	ok "under BPF $where: so does the program" out_has '^ran [1-9]'
done
ok "the text is as before, again" text_as_before

# --- kprobes on every instruction of a function ------------------------------------------------------
function=vfs_readlink
start=$(awk -v f=$function '$3 == f { print $1; exit }' /proc/kallsyms)
end=$(awk '$2 ~ /[tT]/ && !($4) { print $1 }' /proc/kallsyms | sort -u | awk -v s="$start" 'found { print; exit } $1 == s { found = 1 }')
size=$((0x$end - 0x$start))
kprobes_on() {
	for offset in $(seq 0 $((size - 1))); do
		echo "p:dt_$offset $function+$offset" >>$tracing/kprobe_events
	done 2>/dev/null
	echo 1 >$tracing/events/kprobes/enable
}
kprobes_off() { echo 0 >$tracing/events/kprobes/enable && echo >$tracing/kprobe_events; }
count_kprobes() { wc -l <$tracing/kprobe_events; }
optimised() { grep -c "$function.*OPTIMIZED" /sys/kernel/debug/kprobes/list; }
# Twenty calls.
cat >"$work/calls" <<'END'
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do readlink /proc/self/exe >/dev/null; done
END
# ours_counted: each of the calls was seen, coming and going, or the probe was said not to fire.
ours_counted() {
	awk '$1 == "entry" { came = $2 } $1 == "return" { went = $2 } END { exit !(came >= 20 && came == went) }' \
		"$work/out" || err_has '^dtrace: [12] of the probes cannot fire'
}
ours='fbt::vfs_readlink: /progenyof($target)/ { @[probename] = count(); }'

kprobes_on
ok "kprobes stand on $function" [ "$(count_kprobes)" -gt 5 ]
run 100 dtrace -qn "$ours" -c "sh $work/calls"
ok "ours above kprobes that are not jumps yet" ours_counted
sleep 2
echo "# $(count_kprobes) kprobes in $size bytes, $(optimised) of them jumps"
run 100 dtrace -qn "$ours" -c "sh $work/calls"
ok "ours above kprobes that may be jumps" ours_counted
kprobes_off
ok "the kprobes have gone: the text is as before" text_as_before
# They come while ours are armed, become jumps, and go.
dtrace -qn 'fbt::vfs_readlink: { @[probename] = count(); }' >"$work/out" 2>"$work/err" &
tracer=$!
wait_for 60 is_armed 0
kprobes_on
sleep 2
echo "# $(count_kprobes) kprobes above ours, $(optimised) of them jumps"
sh "$work/calls"
kprobes_off
kill -TERM $tracer
wait $tracer
ok "ours under kprobes that came later" ours_counted
ok "all have gone: the text is as before" text_as_before

ok "the kernel has not complained" sh -c '! dmesg | grep -E "BUG:|WARNING:|Oops"'
plan
