#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sigsnoop.d: signals: who sends which to whom.
 */
#pragma D option quiet

dtrace:::BEGIN
{
	printf("%-16s %7s %6s %-16s %7s %s\n", "FROM", "PID", "SIGNAL", "TO", "PID", "");
}

proc:::signal-send
{
	printf("%-16s %7d %6d %-16s %7d\n", execname, pid, args[2], args[1]->pr_fname,
	    args[1]->pr_pid);
}

proc:::signal-handle
{
	@[execname, args[0]] = count();
}

dtrace:::END
{
	printf("\n%-16s %6s %8s\n", "HANDLED BY", "SIGNAL", "COUNT");
	printa("%-16s %6d %@8d\n", @);
}
