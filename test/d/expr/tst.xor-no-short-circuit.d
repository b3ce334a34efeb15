/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ^^ evaluates both sides
 */
int a;
int x;
BEGIN
{
	a = 0;
	x = (1 ^^ a++);
	printf("%d %d\n", x, a);
	exit(0);
}
