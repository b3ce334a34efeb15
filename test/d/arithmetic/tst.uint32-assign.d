/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of uint32_t at its corners
 */
uint32_t a;

BEGIN
{
	a = 4294967295; a += 3; printf("%u\n", a);
	a = 4294967295; a -= 3; printf("%u\n", a);
	a = 4294967295; a *= 3; printf("%u\n", a);
	a = 4294967295; a /= 3; printf("%u\n", a);
	a = 4294967295; a %= 3; printf("%u\n", a);
	a = 4294967295; a &= 3; printf("%u\n", a);
	a = 4294967295; a |= 3; printf("%u\n", a);
	a = 4294967295; a ^= 3; printf("%u\n", a);
	a = 4294967295; a <<= 3; printf("%u\n", a);
	a = 4294967295; a >>= 3; printf("%u\n", a);
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
