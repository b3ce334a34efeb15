#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * faults.d: instructions that the processor refused to programs, and faults on memory.
 */
#pragma D option quiet

proc:::fault
{
	printf("%s[%d]: fault %d at %#x, signal %d\n", execname, pid, args[0], args[1]->si_addr,
	    args[1]->si_signo);
}

vminfo:::as_fault, vminfo:::maj_fault, vminfo:::cow_fault
{
	@[probename, execname] = sum(arg0);
}

dtrace:::END
{
	printf("%-12s %-16s %8s\n", "FAULT", "COMMAND", "COUNT");
	printa("%-12s %-16s %@8d\n", @);
}
