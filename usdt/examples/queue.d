#!/usr/sbin/dtrace -qs
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How deep the queue gets, and which jobs are bad:  dtrace -qs queue.d -c ./queue */

queue$target:::push
{
	@depth = max(arg0);
}

queue$target:::bad-job
{
	printf("bad job %d\n", arg0);
}

END
{
	printa("deepest %@d\n", @depth);
}
