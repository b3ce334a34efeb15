/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with a negative base
 */
BEGIN
{
	@ = lquantize(-10, -10, 5, 5);
	@ = lquantize(-9, -10, 5, 5);
	@ = lquantize(-5, -10, 5, 5);
	@ = lquantize(0, -10, 5, 5);
	@ = lquantize(4, -10, 5, 5);
	@ = lquantize(-11, -10, 5, 5);
	exit(0);
}
