#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * opensnoop.d: each file that is opened, or could not be (then the error).
 */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN
{
	printf("%6s %7s %-16s %4s %5s %s\n", "UID", "PID", "COMMAND", "FD", "ERRNO", "PATH");
}

syscall::open:entry
{
	self->path = arg0;
}

syscall::openat:entry, syscall::openat2:entry
{
	self->path = arg1;
}

syscall::open:return, syscall::openat:return, syscall::openat2:return
/self->path/
{
	printf("%6d %7d %-16s %4d %5d %s\n", uid, pid, execname, (int)arg0, errno,
	    copyinstr(self->path));
	self->path = 0;
}
