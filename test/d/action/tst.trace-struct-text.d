/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct whose bytes are all text is printed as text
 */
struct text { char a[6]; char b[6]; };
struct text x;
BEGIN
{
	x.a[0] = 0x68; x.a[1] = 0x69;
	trace(x);
	exit(0);
}
