/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * - / % group to the left
 */
BEGIN
{
	printf("%d %d %d\n", 10 - 4 - 3, 100 / 10 / 5, 100 % 30 % 7);
	exit(0);
}
