#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * oncpu.d: how long threads run until they leave the CPU, by program, in microseconds.
 */
#pragma D option quiet

sched:::on-cpu
{
	self->since = timestamp;
}

sched:::off-cpu
/self->since/
{
	@[execname] = quantize((timestamp - self->since) / 1000);
	self->since = 0;
}

dtrace:::END
{
	printa("%s (us)\n%@d\n", @);
}
