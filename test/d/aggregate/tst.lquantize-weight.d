/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with weights
 */
BEGIN
{
	@ = lquantize(1, 0, 5, 1, 7);
	@ = lquantize(2, 0, 5, 1, 3);
	@ = lquantize(5, 0, 5, 1, 10);
	exit(0);
}
