/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * constants fold to what variables compute
 */
int a;
int b;
BEGIN
{
	a = -9; b = 4;
	printf("%d %d %d %d\n", a / b == -9 / 4, a % b == -9 % 4, a >> 1 == -9 >> 1, ~a == ~-9);
	exit(0);
}
