#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tcpsnoop.d: TCP segments with their flags, in and out.
 */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN
{
	printf("%-3s %-7s %-24s %5s    %-24s %5s %6s %s\n", "CPU", "BYTES", "FROM", "PORT", "TO",
	    "PORT", "FLAGS", "DIRECTION");
}

tcp:::send, tcp:::receive
{
	printf("%-3d %-7d %-24s %5d -> %-24s %5d %s%s%s%s%s %s\n", cpu,
	    args[2]->ip_plength - args[4]->tcp_offset, args[2]->ip_saddr, args[4]->tcp_sport,
	    args[2]->ip_daddr, args[4]->tcp_dport, args[4]->tcp_flags & TH_SYN ? "S" : "-",
	    args[4]->tcp_flags & TH_ACK ? "A" : "-", args[4]->tcp_flags & TH_PUSH ? "P" : "-",
	    args[4]->tcp_flags & TH_FIN ? "F" : "-", args[4]->tcp_flags & TH_RST ? "R" : "-",
	    probename);
}
