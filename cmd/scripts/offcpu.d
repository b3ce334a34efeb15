#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * offcpu.d: time spent off the CPU, by the kernel's stack that went to sleep. An argument is the
 * program's name.
 *
 *	offcpu.d sshd
 */
#pragma D option quiet
#pragma D option defaultargs

sched:::off-cpu
/execname == $$1 || $$1 == ""/
{
	self->since = timestamp;
}

sched:::on-cpu
/self->since/
{
	@[execname, stack()] = sum(timestamp - self->since);
	self->since = 0;
}

dtrace:::END
{
	trunc(@, 20);
	normalize(@, 1000);
	printa("%s%k%@16d us\n\n", @);
}
