#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# vminfo and sysinfo: counters against what test/vm/counts.c does a known number of times.
# timeout: 300

. test/vm/provider-lib

# between NAME LOW HIGH: what was counted.
between() {
	awk -v name="$1" -v low="$2" -v high="$3" '$1 == name { found = 1; if ($2 < low || $2 > high) { print; exit 1 } }
		END { if (!found) print name, "is missing"; exit !found }' "$out" || { head -n 60 "$out"; false; }
}

modprobe loop
modprobe ext4
dd if=/dev/zero of="$work/disk" bs=1M count=4 2>/dev/null
losetup /dev/loop0 "$work/disk"
echo 3 >/proc/sys/vm/drop_caches
cat >"$work/counts.d" <<'END'
#pragma D option quiet
syscall::umask:entry /execname == "counts"/ { self->part = arg0; }
vminfo:::, sysinfo::: /self->part/ { @[strjoin(lltostr(self->part), probename)] = sum(arg0); }
sysinfo::: /arg2 != cpu/ { @["wrong-cpu"] = sum(1); }
END { printa("%s %@d\n", @); }
END
dtrace -s "$work/counts.d" -c 'counts /dev/loop0' >"$out" 2>&1
ok "zfod: 100 pages" between 1zfod 100 110
ok "as_fault: the same" between 1as_fault 100 120
ok "trap" between 1trap 100 130
ok "cow_fault: by the child" between 2cow_fault 100 130
ok "prot_fault: each write to a page that is shared" between 2prot_fault 100 130
ok "prot_fault: each write to a page for reading" between 3prot_fault 10 12
ok "msg" between 4msg 6 6
ok "sema" between 4sema 5 5
ok "sysfork" between 5sysfork 3 3
ok "sysvfork" between 5sysvfork 2 2
ok "nthreads" between 5nthreads 6 6
ok "sysread, syswrite" sh -c "grep -qx '6sysread 7' $out && grep -qx '6syswrite 8' $out"
ok "readch, writech" sh -c "grep -qx '6readch 7000' $out && grep -qx '6writech 8000' $out"
ok "procovf" between 7procovf 1 1
ok "maj_fault, pgin, pgpgin: from the device" says '^8maj_fault [1-9]' '^8pgin [1-9]' '^8bread [1-9]'
ok "pgpgin: 16 pages at least" between 8pgpgin 16 512
ok "sysinfo: arg2 is the CPU" sh -c "! grep wrong-cpu $out"

# What is done for others, or by the kernel.
cat >"$work/act" <<'END'
dd if=/dev/zero of=/dev/loop0 bs=4096 count=4 conv=fsync
mkdir -p /mnt
mount -t ext4 /dev/loop0 /mnt
modprobe dummy
rmmod dummy
locks mutex
locks rwsem
cat /etc/hostname
sleep 0.1
END
dtrace -qn 'vminfo:::, sysinfo::: { @[probename] = sum(arg0); } END { printa("%s %@d\n", @); }' \
	-c "sh $work/act" >"$out" 2>&1
ok "bwrite, pgout, pgpgout, lwrite" says '^bwrite [1-9]' '^pgout [1-9]' '^pgpgout [1-9]' '^lwrite [1-9]'
ok "lread: who mounts looks for a file system" says '^lread [1-9]'
ok "modload, modunload" says '^modload 1$' '^modunload 1$'
ok "mutex_adenters, rw_rdfails, rw_wrfails" says '^mutex_adenters [1-9]' '^rw_rdfails [1-9]' '^rw_wrfails [1-9]'
ok "pswitch, inv_swtch, idlethread, xcalls" says '^pswitch [1-9]' '^inv_swtch [1-9]' '^idlethread [1-9]' '^xcalls [1-9]'
ok "sysexec, namei" says '^sysexec [1-9]' '^namei [1-9]'
losetup -d /dev/loop0
ok "nothing stays armed" nothing_armed
plan
