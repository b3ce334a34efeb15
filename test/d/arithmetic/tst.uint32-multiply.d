/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * multiplication of uint32_t at its corners
 */
uint32_t a;
uint32_t b;
uint32_t r;

BEGIN
{
	a = 4294967295; b = 1; r = a * b; printf("%u\n", r);
	a = 0; b = 1; r = a * b; printf("%u\n", r);
	a = 4294967295; b = 4294967295; r = a * b; printf("%u\n", r);
	a = 0; b = 0; r = a * b; printf("%u\n", r);
	a = 0; b = 4294967295; r = a * b; printf("%u\n", r);
	a = 7; b = 7; r = a * b; printf("%u\n", r);
	a = 0; b = 4294967295; r = a * b; printf("%u\n", r);
	a = 7; b = 0; r = a * b; printf("%u\n", r);
	a = 2147483648; b = 2; r = a * b; printf("%u\n", r);
	exit(0);
}
