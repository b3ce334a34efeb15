/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() of a signed char counts it with its sign
 */
char c;

BEGIN
{
	c = 200;
	@ = quantize(c);
	exit(0);
}
