#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tcpconnect.d: how long connections take to be made, and which are refused.
 */
#pragma D option quiet

tcp:::connect-request
{
	began[args[1]->cs_addr] = timestamp;
}

tcp:::connect-established, tcp:::connect-refused
/began[args[1]->cs_addr]/
{
	printf("%-20s %-24s %5d %8d us\n", probename, args[2]->ip_saddr, args[4]->tcp_sport,
	    (timestamp - began[args[1]->cs_addr]) / 1000);
	began[args[1]->cs_addr] = 0;
}

tcp:::accept-established
{
	@accepted[args[2]->ip_saddr, args[4]->tcp_dport] = count();
}

tcp:::accept-refused
{
	@refused[args[2]->ip_daddr, args[4]->tcp_sport] = count();
}

dtrace:::END
{
	printa("accepted from %-24s at %5d %@6d\n", @accepted);
	printa("refused to    %-24s at %5d %@6d\n", @refused);
}
