/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * << binds tighter than <, < tighter than ==
 */
BEGIN
{
	printf("%d %d %d\n", 1 << 2 + 1, 1 < 2 == 1, 8 >> 1 < 5);
	exit(0);
}
