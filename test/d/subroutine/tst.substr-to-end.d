/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr() without a length goes to the end
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", 0));
	printf("[%s]\n", substr("abcdef", 1));
	printf("[%s]\n", substr("abcdef", 5));
	exit(0);
}
