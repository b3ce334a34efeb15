/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comparisons yield 0 or 1, unsigned when a side is unsigned
 */
BEGIN
{
	printf("%d%d%d%d%d%d\n", 1 < 2, 2 <= 2, 3 > 4, 4 >= 4, 1 == 2, 1 != 2);
	printf("%d %d\n", -1 < 0, -1 < 0U);
	exit(0);
}
