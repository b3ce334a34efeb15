/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * only one arm of ?: is evaluated
 */
int a;
int b;
int x;
BEGIN
{
	a = 0; b = 0;
	x = 1 ? a++ : b++; x = 0 ? a++ : b++; x = 0 ? a++ : b++;
	printf("%d %d\n", a, b);
	exit(0);
}
