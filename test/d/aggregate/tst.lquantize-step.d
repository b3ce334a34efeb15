/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with a step
 */
BEGIN
{
	@ = lquantize(0, 0, 100, 10);
	@ = lquantize(9, 0, 100, 10);
	@ = lquantize(10, 0, 100, 10);
	@ = lquantize(19, 0, 100, 10);
	@ = lquantize(20, 0, 100, 10);
	@ = lquantize(95, 0, 100, 10);
	exit(0);
}
