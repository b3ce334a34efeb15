/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * casts cut and extend
 */
BEGIN
{
	printf("%d %d\n", (int8_t)0x1ff, (uint8_t)0x1ff);
	printf("%d %d\n", (int16_t)0x18000, (uint16_t)0x18000);
	printf("%d %d\n", (int32_t)0x180000000, (uint32_t)0x180000000);
	printf("%d\n", (char)200);
	exit(0);
}
