/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x aggpack
 * The buckets 1, 2, 4, 8 in the same columns for both keys; 1/4, 3/4 and 4/4 of __xxxxXX.
 */
BEGIN
{
	@[1] = quantize(1); @[1] = quantize(8); @[1] = quantize(9); @[1] = quantize(10);
	@[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(3);
	exit(0);
}
