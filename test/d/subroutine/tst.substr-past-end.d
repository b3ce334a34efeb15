/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr() from the end or beyond it is empty
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", 6));
	printf("[%s]\n", substr("abcdef", 7));
	printf("[%s]\n", substr("abcdef", 100000));
	printf("[%s]\n", substr("abcdef", 6, 3));
	exit(0);
}
