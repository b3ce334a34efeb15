#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * packets.d: bytes by IP, by direction, interface and the other side.
 */
#pragma D option quiet

ip:::send
{
	@[probename, args[3]->if_name, args[2]->ip_daddr] = sum(args[2]->ip_plength);
}

ip:::receive
{
	@[probename, args[3]->if_name, args[2]->ip_saddr] = sum(args[2]->ip_plength);
}

dtrace:::END
{
	printf("%-8s %-10s %-32s %10s\n", "", "INTERFACE", "HOST", "BYTES");
	printa("%-8s %-10s %-32s %@10d\n", @);
}
