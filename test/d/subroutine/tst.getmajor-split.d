/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getmajor() and getminor(): 12 bits above 20
 */
BEGIN
{
	printf("%d %d\n", getmajor(0x800001), getminor(0x800001));
	printf("%d %d\n", getmajor(0xfff00000), getminor(0xfff00000));
	printf("%d %d\n", getmajor(0xfffff), getminor(0xfffff));
	printf("%d %d\n", getmajor(0), getminor(0));
	exit(0);
}
