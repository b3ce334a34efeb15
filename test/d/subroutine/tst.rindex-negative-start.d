/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): -1 before the string, 0 for an empty one
 */
BEGIN
{
	printf("%d\n", rindex("abc", "a", -1));
	printf("%d\n", rindex("abc", "", -1));
	printf("%d\n", rindex("abc", "", -100));
	exit(0);
}
