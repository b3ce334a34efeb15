/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr() of an empty string is empty
 */
BEGIN
{
	printf("[%s]\n", substr("", 0));
	printf("[%s]\n", substr("", -1));
	printf("[%s]\n", substr("", 0, 1));
	printf("[%s]\n", substr("", 1, 2));
	exit(0);
}
