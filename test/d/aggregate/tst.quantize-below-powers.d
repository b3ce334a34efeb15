/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): one below a power of two belongs to the bucket before
 */
BEGIN
{
	@ = quantize(3);
	@ = quantize(7);
	@ = quantize(15);
	@ = quantize(31);
	exit(0);
}
