/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): first match at or after the start
 */
BEGIN
{
	printf("%d\n", index("abcabc", "a", 0));
	printf("%d\n", index("abcabc", "a", 1));
	printf("%d\n", index("abcabc", "a", 3));
	printf("%d\n", index("abcabc", "a", 4));
	exit(0);
}
