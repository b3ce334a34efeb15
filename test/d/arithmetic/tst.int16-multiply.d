/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * multiplication of int16_t at its corners
 */
int16_t a;
int16_t b;
int16_t r;

BEGIN
{
	a = 32767; b = 1; r = a * b; printf("%d\n", r);
	a = -32768; b = 1; r = a * b; printf("%d\n", r);
	a = 32767; b = 32767; r = a * b; printf("%d\n", r);
	a = -32768; b = -32768; r = a * b; printf("%d\n", r);
	a = -32768; b = 32767; r = a * b; printf("%d\n", r);
	a = -1; b = -1; r = a * b; printf("%d\n", r);
	a = 0; b = 32767; r = a * b; printf("%d\n", r);
	a = 7; b = -32768; r = a * b; printf("%d\n", r);
	a = 1; b = 2; r = a * b; printf("%d\n", r);
	exit(0);
}
