/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * && and || yield 0 or 1
 */
int a;
int b;
BEGIN
{
	a = 6; b = 0;
	printf("%d%d%d%d\n", a && 9, a && b, a || b, b || b);
	exit(0);
}
