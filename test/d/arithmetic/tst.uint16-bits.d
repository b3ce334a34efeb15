/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bitwise operators of uint16_t at its corners
 */
uint16_t a;
uint16_t b;
uint16_t r;

BEGIN
{
	a = 0; b = 65535; r = a & b; printf("%u\n", r);
	a = 0; b = 65535; r = a | b; printf("%u\n", r);
	a = 0; b = 65535; r = a ^ b; printf("%u\n", r);
	a = 0; b = 65535; r = ~a; printf("%u\n", r);
	a = 65535; b = 65535; r = a & b; printf("%u\n", r);
	a = 65535; b = 65535; r = a | b; printf("%u\n", r);
	a = 65535; b = 65535; r = a ^ b; printf("%u\n", r);
	a = 65535; b = 65535; r = ~a; printf("%u\n", r);
	a = 1; b = 32768; r = a & b; printf("%u\n", r);
	a = 1; b = 32768; r = a | b; printf("%u\n", r);
	a = 1; b = 32768; r = a ^ b; printf("%u\n", r);
	a = 1; b = 32768; r = ~a; printf("%u\n", r);
	a = 7; b = 65534; r = a & b; printf("%u\n", r);
	a = 7; b = 65534; r = a | b; printf("%u\n", r);
	a = 7; b = 65534; r = a ^ b; printf("%u\n", r);
	a = 7; b = 65534; r = ~a; printf("%u\n", r);
	exit(0);
}
