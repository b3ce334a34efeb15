#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * runqlen.d: how many threads wait for each CPU, looked at when one more comes.
 */
#pragma D option quiet

sched:::enqueue
{
	@[args[2]->cpu_id] = lquantize(++waiting[args[2]->cpu_id], 0, 32, 1);
}

sched:::dequeue
/waiting[args[2]->cpu_id] > 0/
{
	waiting[args[2]->cpu_id]--;
}

dtrace:::END
{
	printa("CPU %d\n%@d\n", @);
}
