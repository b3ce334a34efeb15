/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an expression longer than the registers
 */
int a;
BEGIN
{
	a = 1;
	printf("%d\n", (a+(a+(a+(a+(a+(a+(a+a)))))))*((a+a)*((a+a)*((a+a)+(a+a)))));
	exit(0);
}
