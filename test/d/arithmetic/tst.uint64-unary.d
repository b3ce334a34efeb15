/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary operators and ++ -- of uint64_t at its corners
 */
uint64_t a;
uint64_t b;
uint64_t r;

BEGIN
{
	a = 0; b = 0; r = -a; printf("%u\n", r);
	a = 0; b = 0; r = +a; printf("%u\n", r);
	a = 0; b = 0; r = !a; printf("%u\n", r);
	a = 0; b = 0; r = ++a; printf("%u\n", r);
	a = 0; b = 0; r = --a; printf("%u\n", r);
	a = 0; b = 0; r = a++; printf("%u\n", r);
	a = 0; b = 0; r = a--; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = -a; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = +a; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = !a; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = ++a; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = --a; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = a++; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = a--; printf("%u\n", r);
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
