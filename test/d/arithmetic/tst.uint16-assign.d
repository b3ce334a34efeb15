/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of uint16_t at its corners
 */
uint16_t a;

BEGIN
{
	a = 65535; a += 3; printf("%u\n", a);
	a = 65535; a -= 3; printf("%u\n", a);
	a = 65535; a *= 3; printf("%u\n", a);
	a = 65535; a /= 3; printf("%u\n", a);
	a = 65535; a %= 3; printf("%u\n", a);
	a = 65535; a &= 3; printf("%u\n", a);
	a = 65535; a |= 3; printf("%u\n", a);
	a = 65535; a ^= 3; printf("%u\n", a);
	a = 65535; a <<= 3; printf("%u\n", a);
	a = 65535; a >>= 3; printf("%u\n", a);
	a = 0; a += 3; printf("%u\n", a);
	a = 0; a -= 3; printf("%u\n", a);
	a = 0; a *= 3; printf("%u\n", a);
	a = 0; a /= 3; printf("%u\n", a);
	a = 0; a %= 3; printf("%u\n", a);
	a = 0; a &= 3; printf("%u\n", a);
	a = 0; a |= 3; printf("%u\n", a);
	a = 0; a ^= 3; printf("%u\n", a);
	a = 0; a <<= 3; printf("%u\n", a);
	a = 0; a >>= 3; printf("%u\n", a);
	a = 7; a += 5; printf("%u\n", a);
	a = 7; a -= 5; printf("%u\n", a);
	a = 7; a *= 5; printf("%u\n", a);
	a = 7; a /= 5; printf("%u\n", a);
	a = 7; a %= 5; printf("%u\n", a);
	a = 7; a &= 5; printf("%u\n", a);
	a = 7; a |= 5; printf("%u\n", a);
	a = 7; a ^= 5; printf("%u\n", a);
	a = 7; a <<= 5; printf("%u\n", a);
	a = 7; a >>= 5; printf("%u\n", a);
	exit(0);
}
