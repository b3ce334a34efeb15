/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the least int divided by -1 wraps when stored
 */
int a;
int b;

BEGIN
{
	a = -2147483647 - 1;
	b = -1;
	a = a / b;
	printf("%d\n", a);
	a %= b;
	printf("%d\n", a);
	exit(0);
}
