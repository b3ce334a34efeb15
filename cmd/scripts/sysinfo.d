#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sysinfo.d: every second what mpstat counts, by CPU; with an argument, for so many seconds.
 */
#pragma D option quiet
#pragma D option defaultargs

sysinfo:::pswitch, sysinfo:::inv_swtch, sysinfo:::xcalls, sysinfo:::trap, sysinfo:::namei,
sysinfo:::sysfork, sysinfo:::sysexec
{
	@[probename, cpu] = sum(arg0);
}

profile:::tick-1s
{
	printf("%-12s %4s %10s\n", "", "CPU", "PER SECOND");
	printa("%-12s %4d %@10d\n", @);
	trunc(@);
	seconds++;
}

profile:::tick-1s
/$1 && seconds == $1/
{
	exit(0);
}
