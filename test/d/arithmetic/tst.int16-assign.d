/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of int16_t at its corners
 */
int16_t a;

BEGIN
{
	a = 32767; a += 3; printf("%d\n", a);
	a = 32767; a -= 3; printf("%d\n", a);
	a = 32767; a *= 3; printf("%d\n", a);
	a = 32767; a /= 3; printf("%d\n", a);
	a = 32767; a %= 3; printf("%d\n", a);
	a = 32767; a &= 3; printf("%d\n", a);
	a = 32767; a |= 3; printf("%d\n", a);
	a = 32767; a ^= 3; printf("%d\n", a);
	a = 32767; a <<= 3; printf("%d\n", a);
	a = 32767; a >>= 3; printf("%d\n", a);
	a = -32768; a += 3; printf("%d\n", a);
	a = -32768; a -= 3; printf("%d\n", a);
	a = -32768; a *= 3; printf("%d\n", a);
	a = -32768; a /= 3; printf("%d\n", a);
	a = -32768; a %= 3; printf("%d\n", a);
	a = -32768; a &= 3; printf("%d\n", a);
	a = -32768; a |= 3; printf("%d\n", a);
	a = -32768; a ^= 3; printf("%d\n", a);
	a = -32768; a <<= 3; printf("%d\n", a);
	a = -32768; a >>= 3; printf("%d\n", a);
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
