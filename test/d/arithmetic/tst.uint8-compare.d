/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comparisons of uint8_t at its corners
 */
uint8_t a;
uint8_t b;
uint8_t r;

BEGIN
{
	a = 0; b = 255; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 255; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 7; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0; b = 7; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 255; b = 254; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 1; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	exit(0);
}
