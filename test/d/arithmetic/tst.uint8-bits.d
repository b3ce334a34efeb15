/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bitwise operators of uint8_t at its corners
 */
uint8_t a;
uint8_t b;
uint8_t r;

BEGIN
{
	a = 0; b = 255; r = a & b; printf("%u\n", r);
	a = 0; b = 255; r = a | b; printf("%u\n", r);
	a = 0; b = 255; r = a ^ b; printf("%u\n", r);
	a = 0; b = 255; r = ~a; printf("%u\n", r);
	a = 255; b = 255; r = a & b; printf("%u\n", r);
	a = 255; b = 255; r = a | b; printf("%u\n", r);
	a = 255; b = 255; r = a ^ b; printf("%u\n", r);
	a = 255; b = 255; r = ~a; printf("%u\n", r);
	a = 1; b = 128; r = a & b; printf("%u\n", r);
	a = 1; b = 128; r = a | b; printf("%u\n", r);
	a = 1; b = 128; r = a ^ b; printf("%u\n", r);
	a = 1; b = 128; r = ~a; printf("%u\n", r);
	a = 7; b = 254; r = a & b; printf("%u\n", r);
	a = 7; b = 254; r = a | b; printf("%u\n", r);
	a = 7; b = 254; r = a ^ b; printf("%u\n", r);
	a = 7; b = 254; r = ~a; printf("%u\n", r);
	exit(0);
}
