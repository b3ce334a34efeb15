/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): a negative start is 0
 */
BEGIN
{
	printf("%d\n", index("abcabc", "a", -1));
	printf("%d\n", index("abcabc", "b", -100));
	exit(0);
}
