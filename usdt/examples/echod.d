#!/usr/sbin/dtrace -qs
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What clients say and what it takes to answer:  dtrace -qs echod.d -p PID */

echod$target:::request-start
{
	self->start = timestamp;
	printf("%d says %s", arg0, copyinstr(arg1));
}

echod$target:::request-done
/self->start/
{
	@["answer, ns"] = quantize(timestamp - self->start);
	self->start = 0;
}

echod$target:::close
{
	printf("%d closed after %d bytes\n", arg0, arg1);
}
