/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): a start before the string and no length is all of it
 */
BEGIN
{
	printf("[%s]\n", substr("abcdef", -7));
	printf("[%s]\n", substr("abcdef", -100));
	exit(0);
}
