/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary + and -
 */
int a;
BEGIN
{
	a = 5;
	printf("%d %d %d\n", -a, +a, - -a);
	exit(0);
}
