/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize() with factor 2
 */
BEGIN
{
	@ = llquantize(1, 2, 0, 3, 2);
	@ = llquantize(2, 2, 0, 3, 2);
	@ = llquantize(3, 2, 0, 3, 2);
	@ = llquantize(4, 2, 0, 3, 2);
	@ = llquantize(7, 2, 0, 3, 2);
	@ = llquantize(8, 2, 0, 3, 2);
	@ = llquantize(15, 2, 0, 3, 2);
	@ = llquantize(16, 2, 0, 3, 2);
	exit(0);
}
