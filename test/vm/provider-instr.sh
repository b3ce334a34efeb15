#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# instr in a real kernel. What goes into an instruction must have come from somewhere: over a traced
# function, the hits of each instruction are those of the one before it, but for jumps taken, and
# those of the jumps that lead to it. That holds only if every instruction is named by its place, has
# gone on rightly, and targets and conditions are told as they are.
# timeout: 400
# kernels: every

. test/vm/common

refused() { grep -E "^vmlinux $1 [0-9a-f]+ $2 - " /proc/dtrace/instr || { grep " $1 " /proc/dtrace/instr; false; }; }
quiet() { ! dmesg | grep -E "BUG|WARNING|Oops|general protection"; }

run 60 dtrace -lP instr
ok "no probes before anybody asks" status_is 1
run 60 dtrace -ln 'instr:vmlinux:vfs_read:'
ok "the probes of a function that is named" out_has ' instr +vmlinux +vfs_read call-[0-9a-f]+$'
run 60 dtrace -ln 'instr::vfs_rea*:'
ok "and of no other" sh -c '[ "$(sed 1d "$1" | grep -vc " vfs_read ")" = 0 ]' sh "$work/out"
run 60 dtrace -ln 'instr::no_such_function:'
ok "a function that does not exist" status_is 1
run 60 dtrace -ln 'instr::asm_exc_int3:'
ok "a function that may not be probed" status_is 1
ok "and the reason" grep -qE '^vmlinux asm_exc_int3 .* probes=0 - [a-z]' /proc/dtrace/instr
run 60 dtrace -ln 'instr::__put_task_struct:ud*'
ok "no probe on an undefined instruction" status_is 1
ok "and the reason" refused __put_task_struct 'ud[12]-[0-9a-f]+'
run 60 dtrace -lvn 'instr::vfs_read:call-*'
ok "types of the arguments" out_has 'args\[1\]: uintptr_t'

# --- the flow through functions ---------------------------------------------------------------
# balance FUNCTION: from $work/flow (NAME OFFSET TARGET TAKEN COUNT) and the list of its instructions.
balance() {
	{
		dtrace -ln "instr::$1:" | awk '$2 == "instr" { print $5 }'
		awk -v name="$1" '$2 == name && $5 == "-" { print $4, "refused" }' /proc/dtrace/instr
	} >"$work/list"
	awk '
		function hex(text, value, i) {
			for (i = 1; i <= length(text); i++)
				value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
			return value
		}
		FNR == NR {
			n = split($1, parts, "-")
			if (parts[n] ~ /^cold/) next
			offset = hex(parts[n])
			name[offset] = $1
			if ($2 == "refused") refused[offset] = 1
			if (offset > last) last = offset
			next
		}
		$1 !~ /-cold/ {
			hits[$2] += $5
			if ($4 == 1 && $1 !~ /^call-/) { into[$3] += $5; left[$2] += $5 }
		}
		END {
			before = -1
			for (offset = 0; offset <= last; offset++) {
				if (!(offset in name)) continue
				if (before >= 0 && !refused[before] && !refused[offset]) {
					expected = hits[before] - left[before] + into[offset]
					if (expected != hits[offset]) {
						print name[offset], "hit", hits[offset] + 0, "expected", expected
						bad = 1
					}
					checked += hits[offset] > 0
				}
				before = offset
			}
			print checked, "instructions checked"
			exit bad || checked < 10
		}' "$work/list" "$work/flow"
}

# flow FUNCTION COMMAND: trace it, instruction by instruction, with its fbt probes armed as well.
flow() {
	rm -f "$work/flow" # -o appends
	run 120 dtrace -qo "$work/flow" -n "
		instr::$1: /pid == \$target/ {
			@[probename, (int64_t)arg0, (int64_t)(arg1 - (uintptr_t)&\`$1), (int)arg2] = count(); }
		fbt::$1:entry,fbt::$1:return /pid == \$target/ { @fbt[probename] = count(); }
		END { printa(\"%s %d %d %d %@d\n\", @); printa(\"fbt %s %@d\n\", @fbt); }" -c "$2"
	ok "$1: traced" status_is 0
	sed -n 's/^fbt //p' "$work/flow" >"$work/fbt"
	sed -i '/^fbt/d;/^$/d' "$work/flow"
	ok "$1: what comes in goes out" balance "$1"
}

# ways_out SIZE: as many ways out as entries, by both providers.
ways_out() {
	entries=$(awk '$1 == "entry" { print $2 }' "$work/fbt")
	returns=$(awk '$1 == "return" { print $2 }' "$work/fbt")
	left=$(awk -v size="$1" '$4 == 1 && $1 !~ /^call-/ && ($3 < 0 || $3 >= size) { n += $5 } END { print n + 0 }' "$work/flow")
	echo "entries $entries, returns $returns, ways out $left"
	[ "$entries" -gt 3 ] && [ "$entries" = "$returns" ] && [ "$entries" = "$left" ]
}
size_of() { awk -v name="$1" '$1 == "vmlinux" && $2 == name { print $4; exit }' /proc/dtrace/fbt; }

for function in vfs_read do_sys_openat2 generic_permission; do
	flow $function 'cat /etc/hosts /etc/passwd /no/such/file /etc/group /proc/self/maps'
	ok "$function: as many ways out as entries" ways_out "$(size_of $function)"
done

# --- arguments ----------------------------------------------------------------------------------
run 60 dtrace -qn '
	instr::ksys_read:call-* /pid == $target && arg1 == (uintptr_t)&`vfs_read/ { @calls = count(); self->a = arg4; }
	fbt::vfs_read:entry /pid == $target && self->a/ { @entries = count(); @same = min(self->a == arg1); self->a = 0; }
	END { printa("calls %@d ", @calls); printa("entries %@d ", @entries); printa("same %@d\n", @same); }' -c 'dd if=/etc/hosts of=/dev/null'
ok "a call: its target and its arguments" sh -c '
	awk "/calls/ { for (i = 1; i < NF; i++) v[\$i] = \$(i + 1) }
		END { exit !(v[\"calls\"] > 1 && v[\"calls\"] == v[\"entries\"] && v[\"same\"] == 1) }" "$1"' sh "$work/out"
run 60 dtrace -qn '
	fbt::up_read:entry { self->sem = arg0; }
	instr::up_read:lock-* /self->sem/ { @[arg1 - self->sem < 64] = count(); self->sem = 0; }
	tick-1s { exit(0); }'
ok "a locked operation: the address of its operand" sh -c 'awk "NF == 2 && \$1 == 1 { found = 1 } NF == 2 && \$1 != 1 { bad = 1 }
	END { exit bad || !found }" "$1"' sh "$work/out"
run 60 dtrace -qn '
	instr::__x64_sys_getppid:mov-* /arg1 && *(uint64_t *)arg1 == (uint64_t)curthread/ { printf("per CPU\n"); exit(0); }' \
	-c 'sh -c :'
ok "an operand of this CPU" out_has '^per CPU'

# --- much of it, under load -----------------------------------------------------------------------
start_load
run 100 dtrace -qn 'instr::try_to_wake_up:,instr::handle_mm_fault:,instr::kmem_cache_free:,instr::vfs_write:,instr::dput:,
	instr::tcp_sendmsg_locked:,fbt::try_to_wake_up:,fbt::dput:,fbt::kmem_cache_free: { @ = count(); } tick-3s { exit(0); }'
stop_load
ok "hundreds of instructions under load: status" status_is 0
ok "hundreds of instructions under load: hits" awk 'NF == 1 && $1 > 10000 { found = 1 } END { exit !found }' "$work/out"

# --- a module that goes -------------------------------------------------------------------------------
modprobe dummy numdummies=0
dtrace -qn 'instr:dummy:dummy_setup: { @ = count(); }' >"$work/armed" 2>&1 &
pid=$!
some_armed() { [ "$(stat_of armed)" -gt 5 ]; }
ok "armed in a module" wait_for 20 some_armed
ip link add d0 type dummy
ip link del d0
rmmod dummy
ok "which goes nevertheless" nothing_armed
run 60 dtrace -ln 'instr:dummy::'
ok "and its probes with it" status_is 1
modprobe dummy numdummies=0
run 60 dtrace -ln 'instr:dummy:dummy_setup:'
ok "there again when it comes again" out_has ' instr +dummy +dummy_setup '
kill -TERM $pid
wait $pid
ok "it was hit" awk 'NF == 1 && $1 > 5 { found = 1 } END { exit !found }' "$work/armed"
rmmod dummy
ok "nothing stays armed" nothing_armed
ok "the kernel has not complained" quiet
plan
