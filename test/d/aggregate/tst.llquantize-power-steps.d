/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): as many steps as a power of the factor
 */
BEGIN
{
	@ = llquantize(4, 4, 1, 2, 16);
	@ = llquantize(5, 4, 1, 2, 16);
	@ = llquantize(6, 4, 1, 2, 16);
	@ = llquantize(7, 4, 1, 2, 16);
	@ = llquantize(8, 4, 1, 2, 16);
	@ = llquantize(31, 4, 1, 2, 16);
	@ = llquantize(63, 4, 1, 2, 16);
	@ = llquantize(64, 4, 1, 2, 16);
	exit(0);
}
