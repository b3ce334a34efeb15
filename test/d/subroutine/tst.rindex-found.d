/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): place of the last match
 */
BEGIN
{
	printf("%d\n", rindex("abcabc", "abc"));
	printf("%d\n", rindex("abcabc", "c"));
	printf("%d\n", rindex("abcabc", "a"));
	printf("%d\n", rindex("aaa", "aa"));
	exit(0);
}
