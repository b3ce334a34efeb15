#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * iowait.d: where threads wait for devices, and for how long in all.
 */
#pragma D option quiet

io:::wait-start
{
	self->from = timestamp;
}

io:::wait-done
/self->from/
{
	@[execname, args[1]->dev_statname, args[2]->fi_pathname] = sum(timestamp - self->from);
	self->from = 0;
}

dtrace:::END
{
	normalize(@, 1000);
	printf("%-16s %-8s %10s %s\n", "COMMAND", "DEVICE", "US", "FILE");
	printa("%-16s %-8s %@10d %s\n", @);
}
