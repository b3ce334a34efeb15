#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Static probes and pid probes through the driver: the manual's session, libraries that come and go, fork, exec
# and exit, other people's probes; and that processes keep their code.
# kernels: every
# timeout: 240
# vm: --smp 2
# vm: --smp 2 --append pti=on

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
cd usdt/examples || exit 1

# dt ARGUMENT...: quiet dtrace.
dt() { run 60 dtrace -q "$@"; }

# out_is TEXT: the output without empty lines and surrounding blanks.
out_is() {
	sed 's/^ *//; s/ *$//; /^$/d' "$work/out" >"$work/got"
	[ "$(cat "$work/got")" = "$1" ] || show
}

ok "the helper device is for everybody" sh -c 'ls -l /dev/dtrace/helper | grep -q ^crw-rw-rw-'

# --- the manual's session -------------------------------------------------------------------------

usdt-shop 1000000 20 >"$work/shop" &
shop=$!
ok "it runs" wait_for 20 grep -q 'order 2' "$work/shop"
before=$(sed -n 's/.*checksum //p' "$work/shop" | sort -u)
run 60 dtrace -ln "shop$shop:::"
ok "listing" out_has "shop$shop +usdt-shop +take_order order-placed"
ok "listing: another function" out_has "shop$shop +usdt-shop +main idle"
run 60 dtrace -lvn "shop$shop:::order-done"
ok "types of the declaration" sh -c "grep -q 'args\[1\]: uint64_t' $work/out && grep -q 'Evolving' $work/out"
dt -p $shop -n 'shop$target:::order-placed { self->id = args[0]; printf("%s\n", copyinstr(arg1)); }
	shop$target:::order-done /args[0] == self->id/ { printf("%d\n", (int)(args[1] == 100 + 25 * args[0])); done++; }
	shop$target:::order-done /done == 5/ { exit(0); }'
ok "arguments, and is-enabled" sh -c "[ \$(grep -c -x 1 $work/out) = 5 ] && [ \$(grep -cE '^(ann|bob|cid)-[0-9]+\$' $work/out) -ge 5 ]"
during=$(sed -n 's/.*checksum //p' "$work/shop" | sort -u | grep -v "$before")
ok "the code changes while probes are enabled" test -n "$during"
restored() { [ "$(tail -n 1 "$work/shop" | sed 's/.*checksum //')" = "$before" ]; }
ok "and is what it was afterwards" wait_for 20 restored
dt -n 'shop*:::order-done { @[pid] = count(); } shop*:::order-done /++n == 3/ { exit(0); }'
ok "a wildcard" out_has "^ +$shop +[1-9]"
dt -p $shop -n 'pid$target:a.out:take_order:entry { self->id = (int)arg0; } pid$target:a.out:take_order:return
	/arg1 == 100 + 25 * self->id/ { printf("good\n"); exit(0); }'
ok "pid: entry and return of a running program" out_is good
kill $shop
wait $shop 2>/dev/null
ok "its probes end with it" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'

# --- the other examples -----------------------------------------------------------------------------

dt -s shop.d -c usdt-shop
ok "shop.d" sh -c "grep -q 'order 2 by cid-2' $work/out && grep -q '3 orders, 375 cents' $work/out"
dt -s queue.d -c usdt-queue
ok "queue.d (C++)" sh -c "grep -q 'bad job 7' $work/out && grep -q 'deepest 8' $work/out"
usdt-echod "$work/socket" 1000 &
server=$!
wait_for 10 test -S "$work/socket"
ok "a server: notes alone" sh -c "dtrace -ln 'echod$server:::' | grep -c echod | grep -qx 4"
kill $server
dt -Zn 'greet*:::hello { printf("%s %d %s\n", probemod, arg1, copyinstr(arg0)); }' -c 'usdt-greet /dtrace/build/vm/bin/libgreet.so'
ok "a library loaded and closed three times" sh -c "[ \"\$(grep -c '^libgreet.so [012] world' $work/out)\" = 3 ]"

# --- pid ------------------------------------------------------------------------------------------------

dt -n 'pid$target:libc:malloc:entry { @in = count(); self->in = 1; } pid$target:libc:malloc:return /self->in/ { @out = count(); self->in = 0; }
	END { printa("%@d %@d\n", @in, @out); }' -c 'ls -d /'
ok "a library the command has not loaded yet" awk '$1 > 0 && $1 == $2 && NF == 2 { f = 1 } END { exit !f }' "$work/out"
dt -n 'pid$target:a.out:take_order:entry { ustack(2); exit(0); }' -c usdt-shop
ok "the caller of a function that has no frame yet" sh -c "grep -A1 'usdt-shop\`take_order\$' $work/out | grep -q 'usdt-shop\`main+0x'"
dt -n 'pid$target:a.out:take_order: { @[probename] = count(); }' -c usdt-shop
ok "every instruction: the result is the same" sh -c "grep -q '3 orders, 375 cents' $work/out && grep -qE '^ +0 +3\$' $work/out"
dt -n 'pid$target:a.out:take_order: { @i = count(); } shop$target:::order-done { @u = count(); } END { printa("%@d\n", @u); }' -c usdt-shop
ok "and static probes on the same instructions, with their counters" out_has '^3$'
run 60 dtrace -n 'pid$target:a.out:nosuch:entry' -c usdt-shop
ok "a function there is not" err_has 'pid[0-9]+:a.out:nosuch:entry does not match any probes'
run 60 dtrace -n 'pid999999:a.out:main:entry'
ok "a process there is not" err_has 'does not match any probes'

# --- fork, exec, exit --------------------------------------------------------------------------------------

# A shell that is traced forks children: they run, none of them dies of a breakpoint, and what they allocate until they
# exec is counted (usdt-follow.sh), but nothing of the programs they become.
echo '(: $(echo a b)) && (:) && ls >/dev/null && ls >/dev/null && exec echo all are well' >"$work/forks"
dt -n 'pid$target:libc:*alloc:entry { @[probefunc] = count(); @who[execname, pid == $target] = count(); }' -c "bash $work/forks"
ok "a traced shell forks and execs" sh -c "grep -qx 'all are well' $work/out && grep -qE ' malloc +[1-9]' $work/out"
ok "its children are it until they exec" sh -c "grep -qE ' bash +0 +[1-9]' $work/out && ! grep -E ' ls ' $work/out"
for round in 1 2 3 4 5 6 7 8 9 10; do
	usdt-shop 100000 1 >/dev/null &
	victim=$!
	dt -n "shop*:::order-done { @ = count(); } pid$victim:a.out:take_order:* { @i = count(); } tick-$((round * 50))ms { exit(0); }" &
	tracer=$!
	sleep 0.$((round % 5 + 1))
	if [ $((round % 2)) = 0 ]; then kill -9 $victim; else kill -9 $tracer; sleep 0.2; kill -9 $victim; fi
	wait $victim $tracer 2>/dev/null
done
ok "processes and consumers killed at random" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'

# --- counts are exact -----------------------------------------------------------------------------------------

# USDT_PROCESSES=10000 is the whole; a check has no time for it.
processes=${USDT_PROCESSES:-60}
cat >"$work/many" <<END
i=0
while [ \$i -lt $processes ]; do usdt-shop 3 >/dev/null; i=\$((i + 1)); done
END
run $((200 + processes)) dtrace -q -Z -n 'shop*:::order-done { @ = count(); } shop*:::order-placed { @p = count(); } END { printa("%@d %@d\n", @, @p); }' -c "sh $work/many"
ok "$processes short processes: not one firing is missing" out_is "$((processes * 3)) $((processes * 3))"
ok "nothing is left" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
plan
