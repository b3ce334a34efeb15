/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * integer literals, suffixes and their types
 */
BEGIN
{
	printf("%d %d %d\n", 10, 010, 0x10);
	printf("%u %llu\n", 4294967295U, 18446744073709551615ULL);
	printf("%d %d %d %d\n", sizeof(1), sizeof(1L), sizeof(0xffffffff), sizeof(4294967296));
	exit(0);
}
