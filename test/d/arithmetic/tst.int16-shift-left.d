/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the left of int16_t at its corners
 */
int16_t a;
int b;
int16_t r;

BEGIN
{
	a = -32768; b = 0; r = a << b; printf("%d\n", r);
	a = -32768; b = 1; r = a << b; printf("%d\n", r);
	a = -32768; b = 15; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 15; r = a << b; printf("%d\n", r);
	a = -1; b = 0; r = a << b; printf("%d\n", r);
	a = -1; b = 1; r = a << b; printf("%d\n", r);
	a = -1; b = 15; r = a << b; printf("%d\n", r);
	a = 32767; b = 0; r = a << b; printf("%d\n", r);
	a = 32767; b = 1; r = a << b; printf("%d\n", r);
	a = 32767; b = 15; r = a << b; printf("%d\n", r);
	a = 1; b = 0; r = a << b; printf("%d\n", r);
	a = 1; b = 1; r = a << b; printf("%d\n", r);
	a = 1; b = 15; r = a << b; printf("%d\n", r);
	exit(0);
}
