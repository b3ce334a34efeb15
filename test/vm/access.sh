#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Who may trace: root, and a group that root gives the device to; and what others get to know.

. test/vm/common

as_user() { run 60 su user -c "$1"; }
count='syscall::getppid:entry { @ = count(); } tick-100ms { exit(0); }'

# --- nobody but root ---------------------------------------------------------------------------------
as_user "dtrace -x backend=driver -n '$count'"
ok "a user: status 1" status_is 1
ok "a user: one sentence" err_has 'only root, and a group that root gives it to, may open /dev/dtrace/dtrace$'

# --- a group -------------------------------------------------------------------------------------------
chmod 666 /dev/dtrace/dtrace
as_user "dtrace -x backend=driver -n '$count'"
ok "a mode alone opens it to nobody" status_is 1
chgrp user /dev/dtrace/dtrace
chmod 660 /dev/dtrace/dtrace
as_user "dtrace -x backend=driver -n '$count'"
ok "a group that has it: status" status_is 0
ok "a group that has it: traces" err_has 'matched 2 probes$'
as_user "dtrace -x backend=driver -qn 'BEGIN { printf(\"%s\", curthread->comm); exit(0); }'"
ok "a group that has it: sees the kernel" out_has '^dtrace'
as_user "dtrace -x backend=driver -wn 'BEGIN { raise(9); exit(0); }'"
ok "a group that has it: no destructive actions" err_has 'Destructive actions not allowed'
run 60 su nobody -s /bin/sh -c "dtrace -x backend=driver -n '$count'"
ok "another user: refused" status_is 1
chmod 640 /dev/dtrace/dtrace
as_user "dtrace -x backend=driver -n '$count'"
ok "a group that may only read: refused" status_is 1

# A node elsewhere, with the same numbers and the best of permissions.
cp -a /dev/dtrace/dtrace "$work/node"
chmod 666 "$work/node" && chmod 755 "$work"
ok "there is a node elsewhere" [ -c "$work/node" ]
as_user "exec 3<>$work/node"
ok "a node elsewhere opens for nobody" status_is 2

chgrp root /dev/dtrace/dtrace
chmod 600 /dev/dtrace/dtrace

# --- destructive=0 ------------------------------------------------------------------------------------
rmmod dtracedrv
insmod /vm/driver.ko destructive=0
run 60 dtrace -wn 'BEGIN { raise(9); exit(0); }'
ok "destructive=0: not even root" err_has 'Destructive actions not allowed'
run 60 dtrace -qn 'BEGIN { printf("traces"); exit(0); }'
ok "destructive=0: the rest goes on" out_has '^traces'
rmmod dtracedrv
insmod /vm/driver.ko

# --- what others get to know ------------------------------------------------------------------------------
unreadable() {
	for file in /proc/dtrace/* /sys/module/dtracedrv/parameters/* /sys/module/dtracedrv/sections/.[a-z]*; do
		[ -e "$file" ] || continue
		files=$((files + 1))
		! su user -c "cat $file" >/dev/null 2>&1 || { echo "$file" && return 1; }
	done
	echo "$files files"
	[ "$files" -gt 10 ]
}
files=0
ok "files of the driver are root's" unreadable
ok "the helper is everybody's" su user -c 'exec 3<>/dev/dtrace/helper'
plan
