/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): -1 when it is not there
 */
BEGIN
{
	printf("%d\n", index("abc", "d"));
	printf("%d\n", index("abc", "abcd"));
	printf("%d\n", index("", "a"));
	printf("%d\n", index("ABC", "b"));
	exit(0);
}
