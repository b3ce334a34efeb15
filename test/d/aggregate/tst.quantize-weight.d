/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() with weights
 */
BEGIN
{
	@ = quantize(1, 5);
	@ = quantize(2, 3);
	@ = quantize(4, 2);
	exit(0);
}
