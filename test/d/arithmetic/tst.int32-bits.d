/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bitwise operators of int32_t at its corners
 */
int32_t a;
int32_t b;
int32_t r;

BEGIN
{
	a = -2147483648; b = 2147483647; r = a & b; printf("%d\n", r);
	a = -2147483648; b = 2147483647; r = a | b; printf("%d\n", r);
	a = -2147483648; b = 2147483647; r = a ^ b; printf("%d\n", r);
	a = -2147483648; b = 2147483647; r = ~a; printf("%d\n", r);
	a = 2147483647; b = 2147483647; r = a & b; printf("%d\n", r);
	a = 2147483647; b = 2147483647; r = a | b; printf("%d\n", r);
	a = 2147483647; b = 2147483647; r = a ^ b; printf("%d\n", r);
	a = 2147483647; b = 2147483647; r = ~a; printf("%d\n", r);
	a = -2147483647; b = 1; r = a & b; printf("%d\n", r);
	a = -2147483647; b = 1; r = a | b; printf("%d\n", r);
	a = -2147483647; b = 1; r = a ^ b; printf("%d\n", r);
	a = -2147483647; b = 1; r = ~a; printf("%d\n", r);
	a = -1; b = 7; r = a & b; printf("%d\n", r);
	a = -1; b = 7; r = a | b; printf("%d\n", r);
	a = -1; b = 7; r = a ^ b; printf("%d\n", r);
	a = -1; b = 7; r = ~a; printf("%d\n", r);
	exit(0);
}
