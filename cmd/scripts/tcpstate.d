#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tcpstate.d: connections from state to state, with the time spent in each.
 */
#pragma D option quiet

uint64_t since[uintptr_t];

tcp:::state-change
{
	printf("%-20s -> %-20s %9d us\n", tcp_state_string[args[5]->tcps_state],
	    tcp_state_string[args[3]->tcps_state],
	    since[args[1]->cs_addr] ? (timestamp - since[args[1]->cs_addr]) / 1000 : 0);
	since[args[1]->cs_addr] = args[3]->tcps_state == TCP_STATE_CLOSED ? 0 : timestamp;
}
