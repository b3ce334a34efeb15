/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * & binds tighter than ^, ^ tighter than |
 */
BEGIN
{
	printf("%d %d %d\n", 1 | 2 ^ 2 & 6, 4 ^ 6 & 3, (1 | 2) & 2);
	exit(0);
}
