/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): bars are rounded to the nearest column
 */
BEGIN
{
	@ = quantize(1);
	@ = quantize(1);
	@ = quantize(2);
	@ = quantize(4);
	@ = quantize(4);
	@ = quantize(4);
	@ = quantize(4);
	@ = quantize(8);
	exit(0);
}
