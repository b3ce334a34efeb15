/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * division of uint16_t at its corners
 */
uint16_t a;
uint16_t b;
uint16_t r;

BEGIN
{
	a = 0; b = 1; r = a / b; printf("%u\n", r);
	a = 0; b = 2; r = a / b; printf("%u\n", r);
	a = 0; b = 7; r = a / b; printf("%u\n", r);
	a = 0; b = 65535; r = a / b; printf("%u\n", r);
	a = 65535; b = 1; r = a / b; printf("%u\n", r);
	a = 65535; b = 2; r = a / b; printf("%u\n", r);
	a = 65535; b = 7; r = a / b; printf("%u\n", r);
	a = 65535; b = 65535; r = a / b; printf("%u\n", r);
	a = 7; b = 1; r = a / b; printf("%u\n", r);
	a = 7; b = 2; r = a / b; printf("%u\n", r);
	a = 7; b = 7; r = a / b; printf("%u\n", r);
	a = 7; b = 65535; r = a / b; printf("%u\n", r);
	a = 7; b = 1; r = a / b; printf("%u\n", r);
	a = 7; b = 2; r = a / b; printf("%u\n", r);
	a = 7; b = 7; r = a / b; printf("%u\n", r);
	a = 7; b = 65535; r = a / b; printf("%u\n", r);
	exit(0);
}
