/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): a length beyond the end stops there
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", 2, 100));
	printf("[%s]\n", substr("abcdef", 0, 6));
	printf("[%s]\n", substr("abcdef", 5, 2));
	printf("[%s]\n", substr("abcdef", -2, 50));
	exit(0);
}
