/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): a start before the string takes what of it is inside
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", -8, 3));
	printf("[%s]\n", substr("abcdef", -8, 4));
	printf("[%s]\n", substr("abcdef", -7, 1));
	printf("[%s]\n", substr("abcdef", -100, 100));
	exit(0);
}
