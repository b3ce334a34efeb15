/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the value of an assignment has the type of the left side
 */
uint8_t a;
int b;
BEGIN
{
	b = (a = 0x1ff);
	printf("%d\n", b);
	exit(0);
}
