/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strrchr(): the string from the last such character on
 */
BEGIN
{
	printf("%s\n", strrchr("abcabc", 'b'));
	printf("%s\n", strrchr("/usr/lib/x", '/'));
	printf("%s\n", strrchr("aaa", 'a'));
	exit(0);
}
