/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * int8_t keeps 8 bits and the sign
 */
int8_t a;
int b;
BEGIN
{
	a = 127; printf("%d\n", a);
	a = 127; a++; printf("%d\n", a);
	a--; printf("%d\n", a);
	a = -1; printf("%d\n", a);
	a = 0x123456789abcdef0; printf("%x\n", a & 0xff);
	a = 255; printf("%d\n", a < b);
	exit(0);
}
