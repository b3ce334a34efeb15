/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): the string from the first match on
 */
BEGIN
{
	printf("%s\n", strstr("abcabc", "bc"));
	printf("%s\n", strstr("abc", "abc"));
	printf("%s\n", strstr("abc", "c"));
	exit(0);
}
