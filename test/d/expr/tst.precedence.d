/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C precedence and associativity of the arithmetic, bitwise and logical operators
 */
BEGIN
{
	printf("%d %d %d %d\n", 2 + 3 * 4, (2 + 3) * 4, 10 - 4 - 3, 1 << 2 + 1);
	printf("%d %d %d\n", 7 & 3 == 3, 1 | 2 ^ 3 & 1, 1 + 1 == 2 && 0 || 1);
	exit(0);
}
