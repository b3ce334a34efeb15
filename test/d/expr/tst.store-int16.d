/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * int16_t keeps 16 bits and the sign
 */
int16_t a;
int b;
BEGIN
{
	a = 32767; printf("%d\n", a);
	a = 32767; a++; printf("%d\n", a);
	a--; printf("%d\n", a);
	a = -1; printf("%d\n", a);
	a = 0x123456789abcdef0; printf("%x\n", a & 0xff);
	a = 65535; printf("%d\n", a < b);
	exit(0);
}
