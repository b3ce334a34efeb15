/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x aggpack -x encoding=utf8
 * Two, six and eight eighths of the height.
 */
BEGIN
{
	@[1] = quantize(1); @[1] = quantize(8); @[1] = quantize(9); @[1] = quantize(10);
	@[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(2); @[2] = quantize(3);
	exit(0);
}
