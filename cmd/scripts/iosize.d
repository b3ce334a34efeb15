#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * iosize.d: sizes of requests to block devices, by who asks for them.
 */
#pragma D option quiet

io:::start
{
	@size[pid, execname] = quantize(args[0]->b_bcount);
}

dtrace:::END
{
	printf("%7s %s\n", "PID", "COMMAND");
	printa("%7d %s\n%@d\n", @size);
}
