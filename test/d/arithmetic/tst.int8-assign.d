/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of int8_t at its corners
 */
int8_t a;

BEGIN
{
	a = 127; a += 3; printf("%d\n", a);
	a = 127; a -= 3; printf("%d\n", a);
	a = 127; a *= 3; printf("%d\n", a);
	a = 127; a /= 3; printf("%d\n", a);
	a = 127; a %= 3; printf("%d\n", a);
	a = 127; a &= 3; printf("%d\n", a);
	a = 127; a |= 3; printf("%d\n", a);
	a = 127; a ^= 3; printf("%d\n", a);
	a = 127; a <<= 3; printf("%d\n", a);
	a = 127; a >>= 3; printf("%d\n", a);
	a = -128; a += 3; printf("%d\n", a);
	a = -128; a -= 3; printf("%d\n", a);
	a = -128; a *= 3; printf("%d\n", a);
	a = -128; a /= 3; printf("%d\n", a);
	a = -128; a %= 3; printf("%d\n", a);
	a = -128; a &= 3; printf("%d\n", a);
	a = -128; a |= 3; printf("%d\n", a);
	a = -128; a ^= 3; printf("%d\n", a);
	a = -128; a <<= 3; printf("%d\n", a);
	a = -128; a >>= 3; printf("%d\n", a);
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
