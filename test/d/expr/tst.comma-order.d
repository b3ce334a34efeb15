/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the comma evaluates left to right and yields the right
 */
int a;
int x;
BEGIN
{
	x = (a = 3, a + 4);
	printf("%d %d\n", a, x);
	exit(0);
}
