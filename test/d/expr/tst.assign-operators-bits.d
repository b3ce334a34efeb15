/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * &= |= ^=
 */
int a;
BEGIN
{
	a = 0xf0; a &= 0x3c; printf("%x ", a);
	a |= 1; printf("%x ", a);
	a ^= 0xff; printf("%x\n", a);
	exit(0);
}
