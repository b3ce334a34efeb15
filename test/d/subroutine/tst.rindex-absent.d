/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): -1 when it is not there
 */
BEGIN
{
	printf("%d\n", rindex("abc", "d"));
	printf("%d\n", rindex("abc", "abcd"));
	printf("%d\n", rindex("", "a"));
	exit(0);
}
