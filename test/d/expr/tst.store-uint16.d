/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * uint16_t keeps 16 bits, no sign
 */
uint16_t a;
BEGIN
{
	a = 65535; printf("%d\n", a);
	a++; printf("%d\n", a);
	a--; printf("%d\n", a);
	a = -2; printf("%d\n", a);
	a = 0x123456789abcdef0; printf("%x\n", a & 0xff);
	exit(0);
}
