/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the right of uint16_t at its corners
 */
uint16_t a;
int b;
uint16_t r;

BEGIN
{
	a = 0; b = 0; r = a >> b; printf("%u\n", r);
	a = 0; b = 1; r = a >> b; printf("%u\n", r);
	a = 0; b = 15; r = a >> b; printf("%u\n", r);
	a = 1; b = 0; r = a >> b; printf("%u\n", r);
	a = 1; b = 1; r = a >> b; printf("%u\n", r);
	a = 1; b = 15; r = a >> b; printf("%u\n", r);
	a = 7; b = 0; r = a >> b; printf("%u\n", r);
	a = 7; b = 1; r = a >> b; printf("%u\n", r);
	a = 7; b = 15; r = a >> b; printf("%u\n", r);
	a = 65535; b = 0; r = a >> b; printf("%u\n", r);
	a = 65535; b = 1; r = a >> b; printf("%u\n", r);
	a = 65535; b = 15; r = a >> b; printf("%u\n", r);
	a = 32768; b = 0; r = a >> b; printf("%u\n", r);
	a = 32768; b = 1; r = a >> b; printf("%u\n", r);
	a = 32768; b = 15; r = a >> b; printf("%u\n", r);
	exit(0);
}
