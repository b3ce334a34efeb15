/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): below the least and above the greatest magnitude
 */
BEGIN
{
	@ = llquantize(0, 10, 1, 2, 10);
	@ = llquantize(-5, 10, 1, 2, 10);
	@ = llquantize(9, 10, 1, 2, 10);
	@ = llquantize(10, 10, 1, 2, 10);
	@ = llquantize(999, 10, 1, 2, 10);
	@ = llquantize(1000, 10, 1, 2, 10);
	@ = llquantize(123456, 10, 1, 2, 10);
	exit(0);
}
