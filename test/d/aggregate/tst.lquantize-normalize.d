/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): normalize() divides each count
 */
BEGIN
{
	@ = lquantize(1, 0, 4);
	@ = lquantize(1, 0, 4);
	@ = lquantize(1, 0, 4);
	@ = lquantize(1, 0, 4);
	@ = lquantize(1, 0, 4);
	@ = lquantize(2, 0, 4);
	@ = lquantize(2, 0, 4);
	@ = lquantize(2, 0, 4);
	normalize(@, 2);
	exit(0);
}
