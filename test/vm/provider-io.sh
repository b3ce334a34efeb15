#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# io: requests to a block device: their start, end, size and file.
# timeout: 400

. test/vm/provider-lib

silent() { ! grep -q '^dtrace: error' "$out" || { grep '^dtrace: error' "$out"; false; }; }

modprobe brd rd_nr=1 rd_size=16384 || modprobe brd
modprobe loop
dd if=/dev/zero of="$work/disk" bs=1M count=8 2>/dev/null
losetup /dev/loop0 "$work/disk"
dtrace -lvn io:::start >"$out" 2>&1
ok "-lv: types" says 'args\[0\]: bufinfo_t \*' 'args\[1\]: devinfo_t \*' 'args\[2\]: fileinfo_t \*'

# Written back by whoever syncs: 16 blocks of 4096 bytes from sector 128 on.
cat >"$work/io.d" <<'END'
#pragma D option quiet
io:::start /args[1]->dev_statname == "loop0"/ {
	@started[args[0]->b_flags & B_WRITE ? "write" : "read"] = sum(args[0]->b_bcount);
	began[args[0]->b_edev, args[0]->b_blkno] = timestamp; by[arg0] = args[0]->b_bcount;
	printf("start at %d of %s %d:%d by %s\n", args[0]->b_blkno, args[1]->dev_pathname, args[1]->dev_major, args[1]->dev_minor, execname);
}
io:::done /began[args[0]->b_edev, args[0]->b_blkno] && by[arg0] == args[0]->b_bcount/ {
	@done[args[0]->b_flags & B_WRITE ? "write" : "read"] = sum(args[0]->b_bcount - args[0]->b_resid);
	began[args[0]->b_edev, args[0]->b_blkno] = 0;
}
io:::done /args[1]->dev_statname == "loop0" && (args[0]->b_error || !(args[0]->b_flags & B_DONE))/ { printf("odd %d\n", args[0]->b_error); }
io:::wait-start /execname == "dd"/ { self->from = timestamp; self->at = arg0; @wait = count(); }
io:::wait-done /self->from && self->at == arg0/ { @waited = count(); self->from = 0; }
END { printa("started %s %@d\n", @started); printa("done %s %@d\n", @done); printa("wait %@d\n", @wait); printa("waited %@d\n", @waited); }
END
cat >"$work/act" <<'END'
dd if=/dev/zero of=/dev/loop0 bs=4096 count=16 seek=16 conv=fsync,notrunc
sync
echo 3 >/proc/sys/vm/drop_caches
dd if=/dev/loop0 of=/dev/null bs=4096 count=16 skip=1024
END
dtrace -s "$work/io.d" -c "sh $work/act" >"$out" 2>&1
ok "start: place, device" says 'start at 128 of /dev/loop0 7:0'
ok "start: bytes written" says 'started write 65536'
ok "start: bytes read" sh -c "n=\$(sed -n 's/^started read //p' $out); [ \"\${n:-0}\" -ge 65536 ]"
ok "done: found by block and by address, the same size" sh -c "
	grep -q '^done ' $out && [ \"\$(sed -n 's/^started //p' $out)\" = \"\$(sed -n 's/^done //p' $out)\" ] || { cat $out; false; }"
ok "done: no error" never "$out" '/^odd/'
ok "wait-start" says 'wait [1-9]'
ok "wait-done for each" sh -c "grep -q '^waited ' $out && [ \"\$(sed -n 's/^wait //p' $out)\" = \"\$(sed -n 's/^waited //p' $out)\" ] || { cat $out; false; }"
ok "no errors" silent

# Files: the file behind loop0 is on a file system in memory, so make one on loop0.
if command -v mke2fs >/dev/null 2>&1 && modprobe ext4; then
	modprobe crc32c_generic
	mke2fs /dev/loop0 >/dev/null 2>&1 && mkdir -p /mnt/io && mount -t ext4 /dev/loop0 /mnt/io
	echo "dd if=/dev/zero of=/mnt/io/file bs=4096 count=4 conv=fsync" >"$work/act"
	dtrace -qn 'io:::start /args[2]->fi_name == "file"/ { printf("%s in %s on %s at %d, %s\n", args[2]->fi_pathname, args[2]->fi_dirname, args[2]->fi_fs, args[2]->fi_offset, args[2]->fi_mount); }' \
		-c "sh $work/act" >"$out" 2>&1
	ok "file" says '^/mnt/io/file in /mnt/io on ext[24] at 0, io'
	ok "no errors (file)" silent
	umount /mnt/io
else
	skip "file" "no mke2fs in the guest"
fi
losetup -d /dev/loop0
ok "nothing stays armed" nothing_armed
plan
