#!/usr/sbin/dtrace -qs
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Of a library that is loaded later, in any process:  dtrace -Zqs greet.d */

greet*:libgreet.so::hello
{
	printf("%s: hello %s, %d\n", execname, copyinstr(arg0), arg1);
}
