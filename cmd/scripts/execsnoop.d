#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * execsnoop.d: each program that is started: when, by whom, with what arguments.
 */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN
{
	printf("%-20s %6s %7s %7s %s\n", "TIME", "UID", "PID", "PPID", "ARGUMENTS");
}

proc:::exec-success
{
	printf("%-20Y %6d %7d %7d %s\n", walltimestamp, uid, pid, ppid, curpsinfo->pr_psargs);
}
