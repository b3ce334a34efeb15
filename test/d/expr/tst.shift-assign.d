/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * <<= and >>=
 */
int a;
int b;
BEGIN
{
	a = 3; a <<= 5; printf("%d\n", a);
	a >>= 3; printf("%d\n", a);
	b = -32; b >>= 2; printf("%d\n", b);
	exit(0);
}
