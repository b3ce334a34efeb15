/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comparisons of int32_t at its corners
 */
int32_t a;
int32_t b;
int32_t r;

BEGIN
{
	a = -2147483648; b = 2147483647; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = 2147483647; b = -2147483648; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = -2147483648; b = -2147483648; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = -1; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = 0; b = -1; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = 2147483647; b = 7; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	a = -2147483647; b = -2147483648; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%d\n", r);
	exit(0);
}
