/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the left of int32_t at its corners
 */
int32_t a;
int b;
int32_t r;

BEGIN
{
	a = -2147483648; b = 0; r = a << b; printf("%d\n", r);
	a = -2147483648; b = 1; r = a << b; printf("%d\n", r);
	a = -2147483648; b = 31; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 31; r = a << b; printf("%d\n", r);
	a = -1; b = 0; r = a << b; printf("%d\n", r);
	a = -1; b = 1; r = a << b; printf("%d\n", r);
	a = -1; b = 31; r = a << b; printf("%d\n", r);
	a = 2147483647; b = 0; r = a << b; printf("%d\n", r);
	a = 2147483647; b = 1; r = a << b; printf("%d\n", r);
	a = 2147483647; b = 31; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 31; r = a << b; printf("%d\n", r);
	exit(0);
}
