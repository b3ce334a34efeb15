/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x aggpack -x aggzoom
 * Heights by the highest, which has 95 %: of 8, 7.6 is 8 and a third of that 2.53 is 3.
 */
BEGIN
{
	@[1] = quantize(1); @[1] = quantize(8); @[1] = quantize(9); @[1] = quantize(10);
	@[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(3);
	exit(0);
}
