/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary operators and ++ -- of int8_t at its corners
 */
int8_t a;
int8_t b;
int8_t r;

BEGIN
{
	a = -128; b = 0; r = -a; printf("%d\n", r);
	a = -128; b = 0; r = +a; printf("%d\n", r);
	a = -128; b = 0; r = !a; printf("%d\n", r);
	a = -128; b = 0; r = ++a; printf("%d\n", r);
	a = -128; b = 0; r = --a; printf("%d\n", r);
	a = -128; b = 0; r = a++; printf("%d\n", r);
	a = -128; b = 0; r = a--; printf("%d\n", r);
	a = 127; b = 0; r = -a; printf("%d\n", r);
	a = 127; b = 0; r = +a; printf("%d\n", r);
	a = 127; b = 0; r = !a; printf("%d\n", r);
	a = 127; b = 0; r = ++a; printf("%d\n", r);
	a = 127; b = 0; r = --a; printf("%d\n", r);
	a = 127; b = 0; r = a++; printf("%d\n", r);
	a = 127; b = 0; r = a--; printf("%d\n", r);
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
