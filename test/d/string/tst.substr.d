/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr() from the front, from the end, negative lengths, out of range
 */
BEGIN
{
	printf("%s|%s|%s\n", substr("abcdef", 2), substr("abcdef", 1, 3), substr("abcdef", -2));
	printf("%s|%s|%s|\n", substr("abcdef", 1, -1), substr("abcdef", 6), substr("abcdef", -8, 4));
	exit(0);
}
