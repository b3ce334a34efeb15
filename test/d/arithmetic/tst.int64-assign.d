/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment operators of int64_t at its corners
 */
int64_t a;

BEGIN
{
	a = 9223372036854775807; a += 3; printf("%d\n", a);
	a = 9223372036854775807; a -= 3; printf("%d\n", a);
	a = 9223372036854775807; a *= 3; printf("%d\n", a);
	a = 9223372036854775807; a /= 3; printf("%d\n", a);
	a = 9223372036854775807; a %= 3; printf("%d\n", a);
	a = 9223372036854775807; a &= 3; printf("%d\n", a);
	a = 9223372036854775807; a |= 3; printf("%d\n", a);
	a = 9223372036854775807; a ^= 3; printf("%d\n", a);
	a = 9223372036854775807; a <<= 3; printf("%d\n", a);
	a = 9223372036854775807; a >>= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a += 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a -= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a *= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a /= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a %= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a &= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a |= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a ^= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a <<= 3; printf("%d\n", a);
	a = (-0x7fffffffffffffff - 1); a >>= 3; printf("%d\n", a);
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
