/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of uint8_t at its corners
 */
uint8_t a;

BEGIN
{
	a = 255; a += 3; printf("%u\n", a);
	a = 255; a -= 3; printf("%u\n", a);
	a = 255; a *= 3; printf("%u\n", a);
	a = 255; a /= 3; printf("%u\n", a);
	a = 255; a %= 3; printf("%u\n", a);
	a = 255; a &= 3; printf("%u\n", a);
	a = 255; a |= 3; printf("%u\n", a);
	a = 255; a ^= 3; printf("%u\n", a);
	a = 255; a <<= 3; printf("%u\n", a);
	a = 255; a >>= 3; printf("%u\n", a);
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
