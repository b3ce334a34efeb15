/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of int32_t at its corners
 */
int32_t a;

BEGIN
{
	a = 2147483647; a += 3; printf("%d\n", a);
	a = 2147483647; a -= 3; printf("%d\n", a);
	a = 2147483647; a *= 3; printf("%d\n", a);
	a = 2147483647; a /= 3; printf("%d\n", a);
	a = 2147483647; a %= 3; printf("%d\n", a);
	a = 2147483647; a &= 3; printf("%d\n", a);
	a = 2147483647; a |= 3; printf("%d\n", a);
	a = 2147483647; a ^= 3; printf("%d\n", a);
	a = 2147483647; a <<= 3; printf("%d\n", a);
	a = 2147483647; a >>= 3; printf("%d\n", a);
	a = -2147483648; a += 3; printf("%d\n", a);
	a = -2147483648; a -= 3; printf("%d\n", a);
	a = -2147483648; a *= 3; printf("%d\n", a);
	a = -2147483648; a /= 3; printf("%d\n", a);
	a = -2147483648; a %= 3; printf("%d\n", a);
	a = -2147483648; a &= 3; printf("%d\n", a);
	a = -2147483648; a |= 3; printf("%d\n", a);
	a = -2147483648; a ^= 3; printf("%d\n", a);
	a = -2147483648; a <<= 3; printf("%d\n", a);
	a = -2147483648; a >>= 3; printf("%d\n", a);
	a = 7; a += 5; printf("%d\n", a);
	a = 7; a -= 5; printf("%d\n", a);
	a = 7; a *= 5; printf("%d\n", a);
	a = 7; a /= 5; printf("%d\n", a);
	a = 7; a %= 5; printf("%d\n", a);
	a = 7; a &= 5; printf("%d\n", a);
	a = 7; a |= 5; printf("%d\n", a);
	a = 7; a ^= 5; printf("%d\n", a);
	a = 7; a <<= 5; printf("%d\n", a);
	a = 7; a >>= 5; printf("%d\n", a);
	exit(0);
}
