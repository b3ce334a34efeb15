/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): place of the first match
 */
BEGIN
{
	printf("%d\n", index("abcabc", "abc"));
	printf("%d\n", index("abcabc", "bc"));
	printf("%d\n", index("abcabc", "c"));
	printf("%d\n", index("aaab", "ab"));
	printf("%d\n", index("abcabc", "abcabc"));
	exit(0);
}
