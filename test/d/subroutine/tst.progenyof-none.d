/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * progenyof() of a process that is no ancestor
 */
BEGIN
{
	printf("%d\n", progenyof(-1));
	exit(0);
}
