#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * iolatency.d: how long requests take, by device and direction, in microseconds.
 */
#pragma D option quiet

io:::start
{
	began[arg0] = timestamp;
}

io:::done
/began[arg0]/
{
	@[args[1]->dev_statname, args[0]->b_flags & B_READ ? "read" : "write"] =
	    quantize((timestamp - began[arg0]) / 1000);
	began[arg0] = 0;
}

dtrace:::END
{
	printa("%s, %s (us)\n%@d\n", @);
}
