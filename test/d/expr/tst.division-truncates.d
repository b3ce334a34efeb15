/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * division goes toward zero, the remainder has the sign of the dividend
 */
int a;
int b;
BEGIN
{
	a = -9; b = 4;
	printf("%d %d %d %d\n", a / b, a % b, -a / -b, -a % -b);
	exit(0);
}
