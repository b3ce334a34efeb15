/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr(): the string from the first such character on
 */
BEGIN
{
	printf("%s\n", strchr("abcabc", 'b'));
	printf("%s\n", strchr("abc", 'c'));
	printf("%s\n", strchr("/a/b", '/'));
	exit(0);
}
