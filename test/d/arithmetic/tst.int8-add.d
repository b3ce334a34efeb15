/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * addition of int8_t at its corners
 */
int8_t a;
int8_t b;
int8_t r;

BEGIN
{
	a = 127; b = 1; r = a + b; printf("%d\n", r);
	a = -128; b = 1; r = a + b; printf("%d\n", r);
	a = 127; b = 127; r = a + b; printf("%d\n", r);
	a = -128; b = -128; r = a + b; printf("%d\n", r);
	a = -128; b = 127; r = a + b; printf("%d\n", r);
	a = -1; b = -1; r = a + b; printf("%d\n", r);
	a = 0; b = 127; r = a + b; printf("%d\n", r);
	a = 7; b = -128; r = a + b; printf("%d\n", r);
	a = 1; b = 2; r = a + b; printf("%d\n", r);
	exit(0);
}
