#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The scripts of cmd/scripts: each compiles, a few are run and tell what happened. vminfo and
# sysinfo, which they use.
# timeout: 400

. test/vm/provider-lib
out=$work/out

says() {
	for text; do
		grep -qE -- "$text" "$out" || { echo "missing: $text"; head -n 40 "$out"; return 1; }
	done
}
# script NAME COMMAND [ARGUMENT]...
script() {
	name=$1 act=$2
	shift 2
	dtrace -s "cmd/scripts/$name.d" -c "$act" "$@" >"$out" 2>&1
	! grep -q '^dtrace: [^p]' "$out"
}

for file in cmd/scripts/*.d; do
	check "$(basename "$file") compiles" dtrace -e -s "$file"
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

check "execsnoop runs" script execsnoop "$act"
check "execsnoop" says '20[0-9][0-9] .* 0 +[0-9]+ +[0-9]+ ls /dev/null$' 'sh -c kill -9'
check "execfail runs" script execfail "$act"
check "execfail" says ' sh +2 /no/such$'
check "opensnoop runs" script opensnoop "$act"
check "opensnoop" says ' cat +[3-9] +0 /etc/hosts$' ' cat +-1 +2 /no/file$'
check "sigsnoop runs" script sigsnoop "$act"
check "sigsnoop" says '^sh +[0-9]+ +10 sh ' '^sh +[0-9]+ +9 sh ' '^sh +10 +1$'
check "lifetime runs" script lifetime "$act"
check "lifetime" says ' ls +[0-9]+ ms exited$' ' sh +[0-9]+ ms killed$'
check "lifetime: of the command, which was there before" says ' sh +[?] ms (exited|killed)$'
check "faults runs" script faults 'acts signals'
check "faults" says '^acts\[[0-9]+\]: fault 6 at 0x10, signal 11$' 'as_fault +acts +[1-9]' 'cow_fault +acts +[1-9]'
check "syscount runs" script syscount "$act"
check "syscount" says '^cat +openat +[0-9]+ +[1-9]'
check "offcpu runs" script offcpu 'acts schedule' acts
check "offcpu" says '^acts' 'vmlinux`do_nanosleep' '[0-9]+ us$'
check "runqlat runs" script runqlat 'acts schedule'
check "runqlat" says '^CPU 0 \(us\)' '\|@+ +[1-9]'
ip link set lo up
check "tcpconnect runs" script tcpconnect 'acts network'
check "tcpconnect" says '^connect-established +127.0.0.1 +4567 ' '^connect-refused +::1 +4568 ' \
	'accepted from 127.0.0.1 +at +4567 +1$'
check "tcpsnoop runs" script tcpsnoop 'acts network'
check "tcpsnoop" says ' 5 +127.0.0.1 +[0-9]+ -> 127.0.0.1 +4567 -AP-- send'
check "tcpstate runs" script tcpstate 'acts network'
check "tcpstate" says '^state-closed +-> state-syn-sent +' '^state-syn-sent +-> state-established +[0-9]+ us$'
check "packets runs" script packets 'acts network'
check "packets" says '^send +lo +127.0.0.1 +[1-9]' '^receive +lo +::1 +[1-9]'
check "oncpu runs" script oncpu 'acts schedule'
check "oncpu" says '^acts \(us\)'
check "runqlen runs" script runqlen 'acts schedule'
check "runqlen" says '^CPU 0$' '\|@+ +[1-9]'
check "sysinfo runs" script sysinfo 'sleep 100' 1
check "sysinfo by CPU" says '^pswitch +[01] +[1-9]'
check "tracepoints runs" script tracepoints 'sleep 100'
# The twenty passed most often: which they are depends on what else goes on, but a tick is always among them.
check "tracepoints" says '^(timer|irq_vectors|raw_syscalls) +[a-z-]+ +[1-9][0-9]*$'
modprobe loop
dd if=/dev/zero of="$work/disk" bs=1M count=2 2>/dev/null
losetup /dev/loop0 "$work/disk"
disk="dd if=/dev/zero of=/dev/loop0 bs=4096 count=8 conv=fsync"
check "iosnoop runs" script iosnoop "$disk"
check "iosnoop" says '^ +0 +[0-9]+ W +8 +4096 +[0-9]+ loop0 +dd +<none>$'
check "iosize runs" script iosize "$disk"
check "iosize" says '^ +[0-9]+ dd$' '^ +4096 \|@+ +8 *$'
check "iolatency runs" script iolatency "$disk"
check "iolatency" says '^loop0, write \(us\)' '\|@+ +[1-9]'
check "iowait runs" script iowait "$disk"
check "iowait" says '^dd +loop0 +[0-9]+ <none>$'
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
check "sysinfo" says '^fork 1$' '^exec 1$' '^written 77000$' '^read 77000$' '^switches [1-9]' \
	'^trap [1-9]' '^namei [1-9]'
check "nothing stays armed" nothing_armed
finish
