/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): a power of two starts its bucket
 */
BEGIN
{
	@ = quantize(1);
	@ = quantize(2);
	@ = quantize(4);
	@ = quantize(8);
	@ = quantize(16);
	exit(0);
}
