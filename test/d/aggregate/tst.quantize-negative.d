/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() of negative values: -3 counts in -2, -4 in -4
 */
BEGIN
{
	@ = quantize(-1);
	@ = quantize(-2);
	@ = quantize(-3);
	@ = quantize(-4);
	@ = quantize(-5);
	@ = quantize(-8);
	exit(0);
}
