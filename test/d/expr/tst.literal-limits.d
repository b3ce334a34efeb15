/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the greatest literals
 */
BEGIN
{
	printf("%d\n", 9223372036854775807);
	printf("%u\n", 18446744073709551615U);
	printf("%x\n", 0xffffffffffffffff);
	printf("%o\n", 01777777777777777777777);
	exit(0);
}
