/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /= and %= of an unsigned variable
 */
uint64_t a;
BEGIN
{
	a = 0xfffffffffffffffe; a /= 2; printf("%x\n", a);
	a %= 16; printf("%d\n", a);
	exit(0);
}
