/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * remainder of int64_t at its corners
 */
int64_t a;
int64_t b;
int64_t r;

BEGIN
{
	a = (-0x7fffffffffffffff - 1); b = 1; r = a % b; printf("%d\n", r);
	a = (-0x7fffffffffffffff - 1); b = 2; r = a % b; printf("%d\n", r);
	a = (-0x7fffffffffffffff - 1); b = 9223372036854775807; r = a % b; printf("%d\n", r);
	a = (-0x7fffffffffffffff - 1); b = (-0x7fffffffffffffff - 1); r = a % b; printf("%d\n", r);
	a = 9223372036854775807; b = 1; r = a % b; printf("%d\n", r);
	a = 9223372036854775807; b = 2; r = a % b; printf("%d\n", r);
	a = 9223372036854775807; b = 9223372036854775807; r = a % b; printf("%d\n", r);
	a = 9223372036854775807; b = -1; r = a % b; printf("%d\n", r);
	a = 9223372036854775807; b = (-0x7fffffffffffffff - 1); r = a % b; printf("%d\n", r);
	a = -1; b = 1; r = a % b; printf("%d\n", r);
	a = -1; b = 2; r = a % b; printf("%d\n", r);
	a = -1; b = 9223372036854775807; r = a % b; printf("%d\n", r);
	a = -1; b = -1; r = a % b; printf("%d\n", r);
	a = -1; b = (-0x7fffffffffffffff - 1); r = a % b; printf("%d\n", r);
	a = 7; b = 1; r = a % b; printf("%d\n", r);
	a = 7; b = 2; r = a % b; printf("%d\n", r);
	a = 7; b = 9223372036854775807; r = a % b; printf("%d\n", r);
	a = 7; b = -1; r = a % b; printf("%d\n", r);
	a = 7; b = (-0x7fffffffffffffff - 1); r = a % b; printf("%d\n", r);
	exit(0);
}
