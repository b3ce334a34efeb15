/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a++ yields the old value, ++a the new
 */
int a;
BEGIN
{
	a = 5;
	x = a++; y = ++a; z = a--; w = --a;
	printf("%d %d %d %d %d\n", x, y, z, w, a);
	exit(0);
}
