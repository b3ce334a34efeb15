#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * syscount.d: system calls by program and name; how many failed, and the time spent in them.
 */
#pragma D option quiet

syscall:::entry
{
	self->from = timestamp;
}

syscall:::return
/self->from/
{
	@count[execname, probefunc] = count();
	@time[execname, probefunc] = sum(timestamp - self->from);
	@errors[execname, probefunc] = sum(errno != 0);
	self->from = 0;
}

dtrace:::END
{
	normalize(@time, 1000);
	printf("%-16s %-20s %8s %8s %10s\n", "COMMAND", "CALL", "COUNT", "ERRORS", "US");
	printa("%-16s %-20s %@8d %@8d %@10d\n", @count, @errors, @time);
}
