#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Into children: pid probes of a process fire in those that it forks, until they exec; and in its own next program. With
# the driver and without it the same program gives the same answer, and everybody has his code back afterwards.
# kernels: every
# timeout: 120

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
LIBRARY=/dtrace/build/vm/bin/libtwice.so
CLEAN=$(places sum)
export LIBRARY CLEAN

# both NAME WANT ARGUMENT...: with each backend these lines, in any order, are the output.
both() {
	what=$1
	echo "$2" | sort >"$work/want"
	shift 2
	for backend in driver process; do
		run 60 dtrace -x backend=$backend -q "$@"
		sed 's/^ *//; s/ *$//; s/  */ /g; /^$/d' "$work/out" | sort >"$work/got"
		ok "$what ($backend)" sh -c "cmp -s '$work/want' '$work/got' || { cat '$work/got' '$work/err'; false; }"
	done
}

both "children of fork and of vfork" 'child 23 0 0
vfork 9 probed 1
0 2' -n 'pid$target:a.out:add:entry { @[pid == $target] = count(); }' -c 'places children'
both "what they return, to whom" 'child 23 0 0
vfork 9 probed 1
0 20 23 1
0 4 9 1' -n 'pid$target:a.out:add:entry { self->a = (int)arg0; }
	pid$target:a.out:add:return /self->a/ { @[pid == $target, self->a, (int)arg1] = count(); self->a = 0; }' -c 'places children'
both "a library that a child loads, and the child of that has" '18
4 0 1
5 0 1' -Z -n 'pid$target:libtwice.so:twice:entry { @[(int)arg0, pid == $target] = count(); }' -c 'places child-loads'
echo 'exec places sum' >"$work/exec"
both "the next program of the target itself" "$CLEAN
places 1 1" -n 'pid$target:libc:exit:entry { @[execname, pid == $target] = count(); }' -c "bash $work/exec"
echo 'places sum; (places sum); exit 0' >"$work/forks"
both "no programs of children" "$CLEAN
$CLEAN
bash 1" -n 'pid$target:libc:malloc:entry { @[execname] = max(1); }' -c "bash $work/forks"

# --- code ------------------------------------------------------------------------------------------------

# brood SIGNAL: children are born while their maker is probed, call add(), and outlive the consumer, which that signal ends.
brood() {
	places brood >"$work/brood" &
	family=$!
	wait_for 20 grep -q ready "$work/brood"
	dtrace -q -x switchrate=10ms -p $family -n 'BEGIN { printf("begun\n"); }
		pid$target:a.out:add:entry /(int)arg0 == 19/ { printf("last\n"); }' >"$work/traced" 2>&1 &
	tracer=$!
	ok "SIG$1: it traces" wait_for 20 grep -q begun "$work/traced"
	kill -USR1 $family
	ok "SIG$1: each of five children is seen" wait_for 20 sh -c "[ \$(grep -c last $work/traced) = 5 ]"
	kill -$1 $tracer
	wait $tracer
	ok "SIG$1: nobody is remembered" wait_for 20 sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
	kill -USR2 -$family
	wait $family
	ok "SIG$1: code is what it was, and computes what it did" sh -c "[ \$(grep -c '^197 clean 1' $work/brood) = 5 ] &&
		grep -q '^7 clean 1' $work/brood || { cat $work/brood; false; }"
}

brood TERM
brood KILL
plan
