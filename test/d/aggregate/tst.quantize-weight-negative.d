/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): nothing but negative counts: bars from the right
 */
BEGIN
{
	@ = quantize(1, -5);
	@ = quantize(2, -3);
	@ = quantize(8, -2);
	exit(0);
}
