/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * progenyof(): a process counts as its own
 */
BEGIN
{
	printf("%d %d\n", progenyof(pid), progenyof(ppid));
	exit(0);
}
