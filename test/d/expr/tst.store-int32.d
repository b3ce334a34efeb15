/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * int32_t keeps 32 bits and the sign
 */
int32_t a;
int b;
BEGIN
{
	a = 2147483647; printf("%d\n", a);
	a = 2147483647; a++; printf("%d\n", a);
	a--; printf("%d\n", a);
	a = -1; printf("%d\n", a);
	a = 0x123456789abcdef0; printf("%x\n", a & 0xff);
	a = 4294967295; printf("%d\n", a < b);
	exit(0);
}
