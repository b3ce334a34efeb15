/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): 0x means nothing in another base
 */
BEGIN
{
	printf("%d\n", strtoll("0x10"));
	printf("%d\n", strtoll("0x10", 8));
	exit(0);
}
