/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * shift to the right of uint64_t at its corners
 */
uint64_t a;
int b;
uint64_t r;

BEGIN
{
	a = 0; b = 0; r = a >> b; printf("%u\n", r);
	a = 0; b = 1; r = a >> b; printf("%u\n", r);
	a = 0; b = 63; r = a >> b; printf("%u\n", r);
	a = 1; b = 0; r = a >> b; printf("%u\n", r);
	a = 1; b = 1; r = a >> b; printf("%u\n", r);
	a = 1; b = 63; r = a >> b; printf("%u\n", r);
	a = 7; b = 0; r = a >> b; printf("%u\n", r);
	a = 7; b = 1; r = a >> b; printf("%u\n", r);
	a = 7; b = 63; r = a >> b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 0; r = a >> b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 1; r = a >> b; printf("%u\n", r);
	a = 0xffffffffffffffff; b = 63; r = a >> b; printf("%u\n", r);
	a = 0x8000000000000000; b = 0; r = a >> b; printf("%u\n", r);
	a = 0x8000000000000000; b = 1; r = a >> b; printf("%u\n", r);
	a = 0x8000000000000000; b = 63; r = a >> b; printf("%u\n", r);
	exit(0);
}
