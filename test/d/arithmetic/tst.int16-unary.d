/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary operators and ++ -- of int16_t at its corners
 */
int16_t a;
int16_t b;
int16_t r;

BEGIN
{
	a = -32768; b = 0; r = -a; printf("%d\n", r);
	a = -32768; b = 0; r = +a; printf("%d\n", r);
	a = -32768; b = 0; r = !a; printf("%d\n", r);
	a = -32768; b = 0; r = ++a; printf("%d\n", r);
	a = -32768; b = 0; r = --a; printf("%d\n", r);
	a = -32768; b = 0; r = a++; printf("%d\n", r);
	a = -32768; b = 0; r = a--; printf("%d\n", r);
	a = 32767; b = 0; r = -a; printf("%d\n", r);
	a = 32767; b = 0; r = +a; printf("%d\n", r);
	a = 32767; b = 0; r = !a; printf("%d\n", r);
	a = 32767; b = 0; r = ++a; printf("%d\n", r);
	a = 32767; b = 0; r = --a; printf("%d\n", r);
	a = 32767; b = 0; r = a++; printf("%d\n", r);
	a = 32767; b = 0; r = a--; printf("%d\n", r);
	a = -1; b = 0; r = -a; printf("%d\n", r);
	a = -1; b = 0; r = +a; printf("%d\n", r);
	a = -1; b = 0; r = !a; printf("%d\n", r);
	a = -1; b = 0; r = ++a; printf("%d\n", r);
	a = -1; b = 0; r = --a; printf("%d\n", r);
	a = -1; b = 0; r = a++; printf("%d\n", r);
	a = -1; b = 0; r = a--; printf("%d\n", r);
	a = 0; b = 0; r = -a; printf("%d\n", r);
	a = 0; b = 0; r = +a; printf("%d\n", r);
	a = 0; b = 0; r = !a; printf("%d\n", r);
	a = 0; b = 0; r = ++a; printf("%d\n", r);
	a = 0; b = 0; r = --a; printf("%d\n", r);
	a = 0; b = 0; r = a++; printf("%d\n", r);
	a = 0; b = 0; r = a--; printf("%d\n", r);
	exit(0);
}
