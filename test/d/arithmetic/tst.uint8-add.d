/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * addition of uint8_t at its corners
 */
uint8_t a;
uint8_t b;
uint8_t r;

BEGIN
{
	a = 255; b = 1; r = a + b; printf("%u\n", r);
	a = 0; b = 1; r = a + b; printf("%u\n", r);
	a = 255; b = 255; r = a + b; printf("%u\n", r);
	a = 0; b = 0; r = a + b; printf("%u\n", r);
	a = 0; b = 255; r = a + b; printf("%u\n", r);
	a = 7; b = 7; r = a + b; printf("%u\n", r);
	a = 0; b = 255; r = a + b; printf("%u\n", r);
	a = 7; b = 0; r = a + b; printf("%u\n", r);
	a = 128; b = 2; r = a + b; printf("%u\n", r);
	exit(0);
}
