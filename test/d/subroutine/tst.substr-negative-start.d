/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): a negative start counts from the end
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", -1));
	printf("[%s]\n", substr("abcdef", -3));
	printf("[%s]\n", substr("abcdef", -6));
	printf("[%s]\n", substr("abcdef", -3, 2));
	exit(0);
}
