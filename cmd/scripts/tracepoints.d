#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracepoints.d: which of the kernel's own tracepoints are passed most often, in five seconds.
 */
#pragma D option quiet

sdt:vmlinux::
{
	@[probefunc, probename] = count();
}

profile:::tick-5s
{
	exit(0);
}

dtrace:::END
{
	trunc(@, 20);
	printa("%-16s %-32s %@10d\n", @);
}
