/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary operators and ++ -- of uint16_t at its corners
 */
uint16_t a;
uint16_t b;
uint16_t r;

BEGIN
{
	a = 0; b = 0; r = -a; printf("%u\n", r);
	a = 0; b = 0; r = +a; printf("%u\n", r);
	a = 0; b = 0; r = !a; printf("%u\n", r);
	a = 0; b = 0; r = ++a; printf("%u\n", r);
	a = 0; b = 0; r = --a; printf("%u\n", r);
	a = 0; b = 0; r = a++; printf("%u\n", r);
	a = 0; b = 0; r = a--; printf("%u\n", r);
	a = 65535; b = 0; r = -a; printf("%u\n", r);
	a = 65535; b = 0; r = +a; printf("%u\n", r);
	a = 65535; b = 0; r = !a; printf("%u\n", r);
	a = 65535; b = 0; r = ++a; printf("%u\n", r);
	a = 65535; b = 0; r = --a; printf("%u\n", r);
	a = 65535; b = 0; r = a++; printf("%u\n", r);
	a = 65535; b = 0; r = a--; printf("%u\n", r);
	a = 7; b = 0; r = -a; printf("%u\n", r);
	a = 7; b = 0; r = +a; printf("%u\n", r);
	a = 7; b = 0; r = !a; printf("%u\n", r);
	a = 7; b = 0; r = ++a; printf("%u\n", r);
	a = 7; b = 0; r = --a; printf("%u\n", r);
	a = 7; b = 0; r = a++; printf("%u\n", r);
	a = 7; b = 0; r = a--; printf("%u\n", r);
	a = 0; b = 0; r = -a; printf("%u\n", r);
	a = 0; b = 0; r = +a; printf("%u\n", r);
	a = 0; b = 0; r = !a; printf("%u\n", r);
	a = 0; b = 0; r = ++a; printf("%u\n", r);
	a = 0; b = 0; r = --a; printf("%u\n", r);
	a = 0; b = 0; r = a++; printf("%u\n", r);
	a = 0; b = 0; r = a--; printf("%u\n", r);
	exit(0);
}
