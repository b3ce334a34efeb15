/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * casts of a variable cut and extend
 */
uint64_t a;
BEGIN
{
	a = 0xfedcba9876543210;
	printf("%d %x %d %x\n", (int8_t)a, (uint8_t)a, (int16_t)(a >> 48), (uint16_t)(a >> 48));
	exit(0);
}
