/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size of a string is strsize
 * @options: -x strsize=64
 */
BEGIN
{
	printf("%d\n", sizeof (string));
	exit(0);
}
