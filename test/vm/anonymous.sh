#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Anonymous tracing: programs saved with -A run from the moment the module loads, before any dtrace, and -a
# shows later what they recorded.
# timeout: 200

. test/vm/common

saved=/lib/firmware/dtrace/anonymous.dof

reload() { rmmod dtracedrv && insmod /vm/driver.ko "$@"; }

# --- nothing saved -------------------------------------------------------------
run 30 dtrace -a
ok "nothing to claim: status 1" status_is 1
ok "nothing to claim: said" err_has '^dtrace: could not claim anonymous tracing: No anonymous tracing state: .*dtrace -A'

# --- saved: a script with its own options, and a one-liner ---------------------------
cat >"$work/boot.d" <<'END'
#pragma D option quiet
#pragma D option bufsize=1m
BEGIN { printf("early bird, pid %d\n", pid); }
syscall::openat:entry /execname == "last"/ { exit(0); }
syscall::openat:entry { self->path = arg1; }
syscall::openat:return /self->path && execname == "early"/
{
	printf("%s opened %s\n", execname, copyinstr(self->path));
	@opens[execname] = count();
	self->path = 0;
}
BEGIN { trace(*(int *)8); }
END { printa("%s %@d opens\n", @opens); }
END
run 60 dtrace -A -s "$work/boot.d" -n 'fbt::do_exit:entry /execname == "early"/ { printf("%s ends at %a\n", execname, caller); @s[stringof("depth")] = quantize(stackdepth); }'
ok "-A: status" status_is 0
ok "-A: says where" err_has "^dtrace: saved anonymous enabling in $saved$"
ok "-A: the driver loads at boot" grep -qx dtracedrv /etc/modules-load.d/dtrace-anonymous.conf

# --- the boot: the module loads, things happen, nobody is there ---------------------------
ok "the module loads with programs" reload
ok "and says so" sh -c 'dmesg | grep -q "anonymous tracing has begun"'
cp /bin/cat "$work/early"
cp /bin/cat "$work/last"
"$work/early" /etc/hostname >/dev/null
"$work/early" /etc/passwd >/dev/null
ok "nobody has the device open, probes fire all the same" sh -c '[ "$(awk "\$1 == \"dtracedrv\" { print \$3 }" /proc/modules)" = 0 ]'

# --- claimed ------------------------------------------------------------------------
dtrace -a >"$work/out" 2>"$work/err" &
claimer=$!
goes_on() { wait_for 60 grep -q 'early ends' "$work/out" && kill -0 $claimer; }
ok "-a: shows what was recorded, and goes on" goes_on
"$work/last" /etc/hostname >/dev/null
status=0
wait $claimer || status=$?
ok "-a: until the programs end" status_is 0
ok "-a: BEGIN ran when the module loaded, in insmod" out_has '^early bird, pid [0-9]+$'
ok "-a: what was opened before the claim" out_has '^early opened /etc/hostname$'
ok "-a: both of them" out_has '^early opened /etc/passwd$'
ok "-a: the other program, symbols resolved" out_has '^early ends at vmlinux`[a-z_]+'
ok "-a: END with printa" out_has '^early [0-9]+ opens$'
ok "-a: an aggregation of before" out_has '@@@'
ok "-a: quiet, as the script wanted" sh -c '! grep -q FUNCTION:NAME "$1"' sh "$work/out"
ok "-a: an error of before is told" err_has 'error on enabled probe ID [0-9]+ \(ID [0-9]+: dtrace:::BEGIN\): invalid address \(0x8\)'
run 30 dtrace -a
ok "claimed once: not a second time" status_is 1

# --- what is still going on, without END ----------------------------------------------------
ok "loaded again, it begins again" reload
"$work/early" /etc/hostname >/dev/null
run 60 dtrace -aen BEGIN
ok "-a with a program is refused" status_is 1
ok "-a with a program: said" err_has '^dtrace: -a shows what anonymous programs have recorded; it takes no other program$'
run 60 dtrace -ae
ok "-ae shows what there is and ends" out_has '^early opened /etc/hostname$'
ok "-ae: status" status_is 0

# --- not this time; damaged; removed ------------------------------------------------------------
ok "anonymous=0 leaves them alone" reload anonymous=0
run 30 dtrace -a
ok "anonymous=0: nothing to claim" status_is 1
printf 'garbage garbage garbage garbage garbage garbage garbage garbage garbage' >$saved
ok "a damaged file: the driver loads" reload
ok "a damaged file: the log says what is wrong" sh -c 'dmesg | tail -n 3 | grep -q "anonymous.dof do not run: it is no sequence of DOF images"'
run 30 dtrace -A
ok "-A without programs: status" status_is 0
ok "-A without programs removes them" sh -c '[ ! -e "$1" ] && [ ! -e /etc/modules-load.d/dtrace-anonymous.conf ]' sh "$saved"
ok "and the driver loads without" reload
run 30 dtrace -A
ok "removing nothing is no error" status_is 0
plan
