/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): ten steps a decade
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 2, 10);
	@ = llquantize(5, 10, 0, 2, 10);
	@ = llquantize(10, 10, 0, 2, 10);
	@ = llquantize(55, 10, 0, 2, 10);
	@ = llquantize(99, 10, 0, 2, 10);
	@ = llquantize(100, 10, 0, 2, 10);
	@ = llquantize(999, 10, 0, 2, 10);
	exit(0);
}
