/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): length 0 is empty
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", 0, 0));
	printf("[%s]\n", substr("abcdef", 3, 0));
	printf("[%s]\n", substr("abcdef", -1, 0));
	exit(0);
}
