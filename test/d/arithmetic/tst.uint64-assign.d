/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of uint64_t at its corners
 */
uint64_t a;

BEGIN
{
	a = 0xffffffffffffffff; a += 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a -= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a *= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a /= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a %= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a &= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a |= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a ^= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a <<= 3; printf("%u\n", a);
	a = 0xffffffffffffffff; a >>= 3; printf("%u\n", a);
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
