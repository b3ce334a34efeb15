/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize() of two magnitudes
 */
BEGIN
{
	@ = llquantize(9, 10, 1, 2, 10);
	@ = llquantize(10, 10, 1, 2, 10);
	@ = llquantize(19, 10, 1, 2, 10);
	@ = llquantize(20, 10, 1, 2, 10);
	@ = llquantize(99, 10, 1, 2, 10);
	@ = llquantize(100, 10, 1, 2, 10);
	@ = llquantize(999, 10, 1, 2, 10);
	@ = llquantize(1000, 10, 1, 2, 10);
	exit(0);
}
