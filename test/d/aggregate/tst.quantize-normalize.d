/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): normalize() divides each count, the bars stay
 */
BEGIN
{
	@ = quantize(1, 10);
	@ = quantize(2, 35);
	@ = quantize(4, 99);
	normalize(@, 10);
	exit(0);
}
