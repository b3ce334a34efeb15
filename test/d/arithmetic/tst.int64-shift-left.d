/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the left of int64_t at its corners
 */
int64_t a;
int b;
int64_t r;

BEGIN
{
	a = (-0x7fffffffffffffff - 1); b = 0; r = a << b; printf("%d\n", r);
	a = (-0x7fffffffffffffff - 1); b = 1; r = a << b; printf("%d\n", r);
	a = (-0x7fffffffffffffff - 1); b = 63; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 63; r = a << b; printf("%d\n", r);
	a = -1; b = 0; r = a << b; printf("%d\n", r);
	a = -1; b = 1; r = a << b; printf("%d\n", r);
	a = -1; b = 63; r = a << b; printf("%d\n", r);
	a = 9223372036854775807; b = 0; r = a << b; printf("%d\n", r);
	a = 9223372036854775807; b = 1; r = a << b; printf("%d\n", r);
	a = 9223372036854775807; b = 63; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 63; r = a << b; printf("%d\n", r);
	exit(0);
}
