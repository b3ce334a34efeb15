/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * left operand decides type and sign of a shift
 */
BEGIN
{
	printf("%d %d %x\n", 1 << 4, -16 >> 2, (unsigned int)0x80000000 >> 4);
	printf("%d\n", (1LL << 40) >> 38);
	exit(0);
}
