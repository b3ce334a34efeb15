#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Instructions that a static probe adds to a program: disabled, enabled by us, and the same instruction under the
# kernel's own tracefs uprobe, in one boot. Under --icount (make bench-user) the numbers repeat exactly.

work=$(mktemp -d)
tracing=/sys/kernel/tracing
program=$(command -v upasses)

row() { printf '%-52s %8s\n' "$1" "$2"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

echo "kernel $(uname -r)"
none=$(upasses 0) one=$(upasses 1) ten=$(upasses 10)
row "loop without a probe" "$none"
row "loop with one disabled probe" "$one"
row "loop with ten disabled probes" "$ten"
row "a disabled probe, of ten, in instructions" "$(ratio $((ten - none)) 10)"

base=$(upasses pass)
row "call of pass(), disabled" "$base"

# ours NAME PROGRAM: with the program running.
ours() {
	if dtrace -qn "$2" -o "$work/out" -c 'upasses pass' >"$work/passes" 2>"$work/err"; then
		cost=$(($(cat "$work/passes") - base))
		row "$1" "$cost"
	else
		row "$1" "error"
		cat "$work/err"
	fi
}

# theirs NAME DEFINITION
theirs() {
	echo "$2" >$tracing/uprobe_events && echo 1 >$tracing/events/dt/bench/enable || { row "$1" "absent"; return; }
	cost=$(($(upasses pass) - base))
	row "$1" "$cost"
	echo 0 >$tracing/events/dt/bench/enable
	echo >$tracing/uprobe_events
}

theirs "tracefs uprobe event" "p:dt/bench $program:$(upasses place)"
kernel=$cost
ours "USDT, false predicate" 'bench$target:::pass /arg0/ { @ = count(); }'
ours "USDT, @ = count()" 'bench$target:::pass { @ = count(); }'
row "  in tracefs uprobe events" "$(ratio "$cost" "$kernel")"
ours "USDT, trace(arg0)" 'bench$target:::pass { trace(arg0); }'
row "  in tracefs uprobe events" "$(ratio "$cost" "$kernel")"
ours "pid entry, @ = count()" 'pid$target:a.out:pass:entry { @ = count(); }'
ours "pid entry and return, @ = count()" 'pid$target:a.out:pass:entry, pid$target:a.out:pass:return { @ = count(); }'
ours "USDT, ustack()" 'bench$target:::pass { @[ustack()] = count(); }'
rm -rf "$work"
