/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * & | ^ ~ of negative numbers
 */
int a;
BEGIN
{
	a = -8;
	printf("%d %d %d %d\n", a & 12, a | 3, a ^ 1, ~a);
	exit(0);
}
