/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * >> of an unsigned number fills with zeroes
 */
uint64_t a;
BEGIN
{
	a = 0xf000000000000000;
	printf("%x %x\n", a >> 4, a >> 63);
	printf("%x\n", a << 1);
	exit(0);
}
