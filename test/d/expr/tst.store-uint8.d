/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * uint8_t keeps 8 bits, no sign
 */
uint8_t a;
BEGIN
{
	a = 255; printf("%d\n", a);
	a++; printf("%d\n", a);
	a--; printf("%d\n", a);
	a = -2; printf("%d\n", a);
	a = 0x123456789abcdef0; printf("%x\n", a & 0xff);
	exit(0);
}
