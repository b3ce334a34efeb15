/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() of negative and positive values
 */
BEGIN
{
	@ = quantize(-100);
	@ = quantize(-1);
	@ = quantize(0);
	@ = quantize(1);
	@ = quantize(100);
	exit(0);
}
