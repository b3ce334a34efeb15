#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The scripts of cmd/scripts: each compiles, a few are run and tell what happened. vminfo and
# sysinfo, which they use.
# timeout: 400

. test/vm/provider-lib

# script NAME COMMAND [ARGUMENT]...
script() {
	program=cmd/scripts/$1.d command=$2
	shift 2
	dtrace -s "$program" -c "$command" "$@" >"$out" 2>&1
	! grep -q '^dtrace: [^p]' "$out"
}

for file in cmd/scripts/*.d; do
	ok "$(basename "$file") compiles" dtrace -e -s "$file"
done

cat >"$work/act" <<'END'
exec 2>/dev/null
ls /dev/null
/no/such
cat /etc/hosts /no/file
kill -USR1 $$
sh -c 'kill -9 $$; :'
END
act="sh $work/act"
sed -i '1i trap : USR1' "$work/act"

ok "execsnoop runs" script execsnoop "$act"
ok "execsnoop" says '20[0-9][0-9] .* 0 +[0-9]+ +[0-9]+ ls /dev/null$' 'sh -c kill -9'
ok "execfail runs" script execfail "$act"
ok "execfail" says ' sh +2 /no/such$'
ok "opensnoop runs" script opensnoop "$act"
ok "opensnoop" says ' cat +[3-9] +0 /etc/hosts$' ' cat +-1 +2 /no/file$'
ok "sigsnoop runs" script sigsnoop "$act"
ok "sigsnoop" says '^sh +[0-9]+ +10 sh ' '^sh +[0-9]+ +9 sh ' '^sh +10 +1$'
ok "lifetime runs" script lifetime "$act"
ok "lifetime" says ' ls +[0-9]+ ms exited$' ' sh +[0-9]+ ms killed$'
ok "lifetime: of the command, which was there before" says ' sh +[?] ms (exited|killed)$'
ok "faults runs" script faults 'acts signals'
ok "faults" says '^acts\[[0-9]+\]: fault 6 at 0x10, signal 11$' 'as_fault +acts +[1-9]' 'cow_fault +acts +[1-9]'
ok "syscount runs" script syscount "$act"
ok "syscount" says '^cat +openat +[0-9]+ +[1-9]'
ok "offcpu runs" script offcpu 'acts schedule' acts
ok "offcpu" says '^acts' 'vmlinux`do_nanosleep' '[0-9]+ us$'
ok "runqlat runs" script runqlat 'acts schedule'
ok "runqlat" says '^CPU 0 \(us\)' '\|@+ +[1-9]'
ip link set lo up
ok "tcpconnect runs" script tcpconnect 'acts network'
ok "tcpconnect" says '^connect-established +127.0.0.1 +4567 ' '^connect-refused +::1 +4568 ' \
	'accepted from 127.0.0.1 +at +4567 +1$'
ok "tcpsnoop runs" script tcpsnoop 'acts network'
ok "tcpsnoop" says ' 5 +127.0.0.1 +[0-9]+ -> 127.0.0.1 +4567 -AP-- send'
ok "tcpstate runs" script tcpstate 'acts network'
ok "tcpstate" says '^state-closed +-> state-syn-sent +' '^state-syn-sent +-> state-established +[0-9]+ us$'
ok "packets runs" script packets 'acts network'
ok "packets" says '^send +lo +127.0.0.1 +[1-9]' '^receive +lo +::1 +[1-9]'
ok "oncpu runs" script oncpu 'acts schedule'
ok "oncpu" says '^acts \(us\)'
ok "runqlen runs" script runqlen 'acts schedule'
ok "runqlen" says '^CPU 0$' '\|@+ +[1-9]'
ok "sysinfo runs" script sysinfo 'sleep 100' 1
ok "sysinfo by CPU" says '^pswitch +[01] +[1-9]'
ok "tracepoints runs" script tracepoints 'sleep 100'
# The twenty passed most often: which they are depends on what else goes on, but a tick is always among them.
ok "tracepoints" says '^(timer|irq_vectors|raw_syscalls) +[a-z-]+ +[1-9][0-9]*$'
modprobe loop
dd if=/dev/zero of="$work/disk" bs=1M count=2 2>/dev/null
losetup /dev/loop0 "$work/disk"
disk="dd if=/dev/zero of=/dev/loop0 bs=4096 count=8 conv=fsync"
ok "iosnoop runs" script iosnoop "$disk"
ok "iosnoop" says '^ +0 +[0-9]+ W +8 +4096 +[0-9]+ loop0 +dd +<none>$'
ok "iosize runs" script iosize "$disk"
ok "iosize" says '^ +[0-9]+ dd$' '^ +4096 \|@+ +8 *$'
ok "iolatency runs" script iolatency "$disk"
ok "iolatency" says '^loop0, write \(us\)' '\|@+ +[1-9]'
ok "iowait runs" script iowait "$disk"
ok "iowait" says '^dd +loop0 +[0-9]+ <none>$'
losetup -d /dev/loop0

# The counters against what is known to happen.
echo 'dd if=/dev/zero of=/dev/null bs=1000 count=77; true' >"$work/count"
dtrace -qn 'sysinfo:::sysfork, sysinfo:::sysvfork /progenyof($target)/ { @["fork"] = sum(arg0); }
	sysinfo:::sysexec /progenyof($target)/ { @["exec"] = sum(arg0); }
	sysinfo:::writech /execname == "dd"/ { @["written"] = sum(arg0 == 1000 ? arg0 : 0); }
	sysinfo:::readch /execname == "dd"/ { @["read"] = sum(arg0 == 1000 ? arg0 : 0); }
	sysinfo:::pswitch /arg2 == cpu/ { @["switches"] = sum(arg0); }
	sysinfo:::trap { @["trap"] = sum(arg0); } sysinfo:::namei { @["namei"] = sum(arg0); }
	END { printa("%s %@d\n", @); }' -c "sh $work/count" >"$out" 2>&1
ok "sysinfo" says '^fork 1$' '^exec 1$' '^written 77000$' '^read 77000$' '^switches [1-9]' \
	'^trap [1-9]' '^namei [1-9]'
ok "nothing stays armed" nothing_armed
plan
