/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * compound assignments
 */
BEGIN
{
	x = 10;
	x += 5; x -= 1; x *= 2; x /= 4; printf("%d\n", x);
	x <<= 3; x >>= 1; x |= 1; x &= 0x1d; x ^= 0xff; x %= 100; printf("%d\n", x);
	exit(0);
}
