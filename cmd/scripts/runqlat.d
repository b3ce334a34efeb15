#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * runqlat.d: how long threads that could run wait for a CPU, by CPU, in microseconds.
 */
#pragma D option quiet

sched:::enqueue
{
	since[args[0]->pr_lwpid, args[1]->pr_pid, args[2]->cpu_id] = timestamp;
}

sched:::dequeue
/since[args[0]->pr_lwpid, args[1]->pr_pid, args[2]->cpu_id]/
{
	@[args[2]->cpu_id] = quantize(
	    (timestamp - since[args[0]->pr_lwpid, args[1]->pr_pid, args[2]->cpu_id]) / 1000);
	since[args[0]->pr_lwpid, args[1]->pr_pid, args[2]->cpu_id] = 0;
}

dtrace:::END
{
	printa("CPU %d (us)\n%@d\n", @);
}
