/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() shows type and value
 */
BEGIN
{
	print(1); printf("\n");
	print((char)65); printf("\n");
	print((unsigned char)0); printf("\n");
	print((short)-1); printf("\n");
	print(0x10LL); printf("\n");
	print((uint64_t)-1);
	exit(0);
}
