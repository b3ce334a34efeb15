#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * execfail.d: programs that could not be started, and why.
 */
#pragma D option quiet

dtrace:::BEGIN
{
	printf("%7s %-16s %5s %s\n", "PID", "BY", "ERRNO", "PATH");
}

proc:::exec
{
	self->path = stringof(args[0]);
}

proc:::exec-failure
/self->path != NULL/
{
	printf("%7d %-16s %5d %s\n", pid, execname, args[0], self->path);
}

proc:::exec-failure, proc:::exec-success
{
	self->path = 0;
}
