/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * && binds tighter than ^^, ^^ tighter than ||
 */
BEGIN
{
	printf("%d %d\n", 1 || 1 ^^ 1, 1 ^^ 1 && 0);
	exit(0);
}
