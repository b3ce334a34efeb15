/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with one level
 */
BEGIN
{
	@ = lquantize(0, 0, 10, 10);
	@ = lquantize(5, 0, 10, 10);
	@ = lquantize(9, 0, 10, 10);
	@ = lquantize(10, 0, 10, 10);
	@ = lquantize(-1, 0, 10, 10);
	exit(0);
}
