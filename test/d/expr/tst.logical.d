/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * logical and, or, not, exclusive or
 */
BEGIN
{
	printf("%d %d %d %d\n", 2 && 3, 0 || 5, !7, !0);
	printf("%d %d %d\n", 1 ^^ 1, 1 ^^ 0, 0 ^^ 0);
	exit(0);
}
