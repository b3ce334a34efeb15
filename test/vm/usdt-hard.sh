#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Probes in programs that make it hard, probes that are switched on and off all the time, and bad DOF.
# timeout: 240

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin

storm 10 >"$work/plain"
ok "the program itself" grep -q '^good' "$work/plain"

# same NAME FILE [FIELDS]: what the storm printed is what it prints untraced; its sum (fields 1-3), or its code too,
# which while it is traced is another.
same() {
	ok "$1" sh -c "grep '^good' '$work/plain' | cut -d' ' -f${3:-1-5} >$work/want
		grep '^good' '$2' | cut -d' ' -f${3:-1-5} | cmp -s - $work/want || { cat '$2' '$work/plain'; false; }"
}

dtrace -q -n 'pid$target:a.out:work:entry, pid$target:a.out:leave:entry, pid$target:a.out:on_signal:entry { @[probefunc] = count(); }
	pid$target:a.out:work:return, pid$target:a.out:leave:return { @r[probefunc] = count(); }' -c 'storm 10' >"$work/storm" 2>&1
same "threads, signals, longjmp, fork, vfork, seccomp: entry and return" "$work/storm" 1-3
dtrace -q -n 'pid$target:a.out:work:, pid$target:a.out:leave: { @ = count(); }' -c 'storm 3' >"$work/storm" 2>&1
storm 3 >"$work/plain"
same "every instruction of them" "$work/storm" 1-3

# Enabled and disabled all the while, by several consumers; some are killed.
mkfifo "$work/gate"
storm 5 wait <"$work/gate" >"$work/busy" &
victim=$!
exec 9>"$work/gate"
for round in 1 2 3 4; do
	dtrace -q -n "pid$victim:a.out:work:entry, pid$victim:a.out:work:return { @ = count(); } tick-300ms { exit(0); }" >/dev/null 2>&1 &
	one=$!
	dtrace -q -n "pid$victim:a.out:work: { @ = count(); } tick-200ms { exit(0); }" >/dev/null 2>&1 &
	two=$!
	if [ $((round % 2)) = 0 ]; then sleep 0.3; kill -9 $one 2>/dev/null; fi
	wait $one $two 2>/dev/null
done
exec 9>&-
wait $victim
storm 5 >"$work/plain"
same "threads race enabling and disabling: code as it was" "$work/busy"
ok "no process is remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'

# --- killed at random ---------------------------------------------------------------------------------------

# USDT_KILLED=300 is the whole. Every process is probed in three ways, by a consumer for all and by one of its own,
# which dies too, now and then.
kills=${USDT_KILLED:-5}
seed=${USDT_SEED:-$$}
random() { # N: a number below N in $random
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	random=$((seed / 65536 % $1))
}
echo "# USDT_SEED=$seed"
shop=$(command -v usdt-shop)
file=$(md5sum <"$shop")
code=$(usdt-shop 2 1 | sed -n 's/.*chemd5sum //p' | sort -u)
everyone=
for n in $(seq "$kills"); do
	if [ -z "$everyone" ]; then
		dtrace -q -Z -n 'shop*:::order-done { @ = count(); }' >/dev/null 2>&1 &
		everyone=$!
	fi
	usdt-shop 1000000 1 >/dev/null &
	victim=$!
	dtrace -q -n "pid$victim:a.out:take_order: { @ = count(); } pid$victim:a.out:main:*, shop$victim::: { @b = count(); }" >/dev/null 2>&1 &
	own=$!
	random 10
	sleep 0.$random
	random 4
	case $random in
	0) kill -9 $own $victim ;;
	1) kill -9 $everyone && kill -9 $victim && everyone= ;;
	*) kill -9 $victim ;;
	esac
	# A consumer that was not asked for a process by -p goes on without it.
	kill $own 2>/dev/null
	wait $own $victim 2>/dev/null
done
[ -z "$everyone" ] || kill $everyone
wait
ok "$kills processes and their consumers killed at random: nothing is left" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
ok "the file is what it was" [ "$(md5sum <"$shop")" = "$file" ]
ok "and so is the code of a new process" [ "$(usdt-shop 2 1 | sed -n 's/.*chemd5sum //p' | sort -u)" = "$code" ]

dtrace -q -Z -n 'probes*:::first, probes*:::second { @[pid] = count(); } END { printa("%d %@d\n", @); }' -c 'helperfuzz 400 1' >"$work/fuzz" 2>&1
pid=$(sed -n 's/^good //p' "$work/fuzz")
ok "1200 bad images: the good one is still accepted" test -n "$pid"
ok "and fires: two probes, two sites each, ten times" grep -q "^$pid 40\$" "$work/fuzz"
[ -n "$pid" ] || sed 's/^/# /' "$work/fuzz" | head -n 20
ok "no process of these is remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
ok "as an ordinary user too" setpriv --reuid=65534 --regid=65534 --clear-groups helperfuzz 50 9
plan
