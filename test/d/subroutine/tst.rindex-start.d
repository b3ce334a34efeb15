/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): last match at or before the start
 */
BEGIN
{
	printf("%d\n", rindex("abcabc", "a", 5));
	printf("%d\n", rindex("abcabc", "a", 3));
	printf("%d\n", rindex("abcabc", "a", 2));
	printf("%d\n", rindex("abcabc", "b", 0));
	exit(0);
}
