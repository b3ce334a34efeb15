/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * casts of a long to uint16_t
 */
int64_t a;

BEGIN
{
	a = 1311768467463790320; printf("%u\n", (uint16_t)a);
	a = -1; printf("%u\n", (uint16_t)a);
	a = 128; printf("%u\n", (uint16_t)a);
	a = 32768; printf("%u\n", (uint16_t)a);
	a = 2147483648; printf("%u\n", (uint16_t)a);
	a = 127; printf("%u\n", (uint16_t)a);
	a = 65407; printf("%u\n", (uint16_t)a);
	a = -129; printf("%u\n", (uint16_t)a);
	a = -32769; printf("%u\n", (uint16_t)a);
	a = -2147483649; printf("%u\n", (uint16_t)a);
	exit(0);
}
