/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * = groups to the right and has a value
 */
int a;
int b;
int c;
BEGIN
{
	a = b = c = 7;
	printf("%d %d %d %d\n", a, b, c, (a = 3) + 1);
	exit(0);
}
