/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): a start past the end is the end
 */
BEGIN
{
	printf("%d\n", rindex("abcabc", "c", 100));
	printf("%d\n", rindex("abc", "", 100));
	exit(0);
}
