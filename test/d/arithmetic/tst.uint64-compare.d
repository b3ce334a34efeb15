/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comparisons of uint64_t at its corners
 */
uint64_t a;
uint64_t b;
uint64_t r;

BEGIN
{
	a = 0; b = 0xffffffffffffffff; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 7; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0; b = 7; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0xfffffffffffffffe; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	a = 1; b = 0; r = (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b); printf("%u\n", r);
	exit(0);
}
