/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): counts of both signs: two halves
 */
BEGIN
{
	@ = quantize(1, 5);
	@ = quantize(2, -3);
	@ = quantize(4, 2);
	@ = quantize(16, -10);
	exit(0);
}
