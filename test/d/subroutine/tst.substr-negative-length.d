/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): a negative length drops that many from the end
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", 0, -1));
	printf("[%s]\n", substr("abcdef", 2, -2));
	printf("[%s]\n", substr("abcdef", -3, -1));
	printf("[%s]\n", substr("abcdef", 0, -6));
	printf("[%s]\n", substr("abcdef", 0, -7));
	printf("[%s]\n", substr("abcdef", 4, -3));
	exit(0);
}
