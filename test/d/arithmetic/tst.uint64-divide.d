/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * division of uint64_t at its corners
 */
uint64_t a;
uint64_t b;
uint64_t r;

BEGIN
{
	a = 0; b = 1; r = a / b; printf("%u\n", r);
	a = 0; b = 2; r = a / b; printf("%u\n", r);
	a = 0; b = 7; r = a / b; printf("%u\n", r);
	a = 0; b = 0xffffffffffffffff; r = a / b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 1; r = a / b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 2; r = a / b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 7; r = a / b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0xffffffffffffffff; r = a / b; printf("%u\n", r);
	a = 7; b = 1; r = a / b; printf("%u\n", r);
	a = 7; b = 2; r = a / b; printf("%u\n", r);
	a = 7; b = 7; r = a / b; printf("%u\n", r);
	a = 7; b = 0xffffffffffffffff; r = a / b; printf("%u\n", r);
	a = 7; b = 1; r = a / b; printf("%u\n", r);
	a = 7; b = 2; r = a / b; printf("%u\n", r);
	a = 7; b = 7; r = a / b; printf("%u\n", r);
	a = 7; b = 0xffffffffffffffff; r = a / b; printf("%u\n", r);
	exit(0);
}
