/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the operand of sizeof is not evaluated
 */
int a;
BEGIN
{
	printf("%d ", sizeof (a++));
	printf("%d\n", a);
	exit(0);
}
