#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lifetime.d: processes that end: how long they lived (?: they were there before) and why they ended.
 */
#pragma D option quiet

proc:::start
{
	born[pid] = timestamp;
}

proc:::exit
{
	printf("%7d %-16s %8s ms %s\n", pid, execname,
	    born[pid] ? lltostr((timestamp - born[pid]) / 1000000) : "?",
	    args[0] == CLD_EXITED ? "exited" : args[0] == CLD_DUMPED ? "dumped" : "killed");
	born[pid] = 0;
}
