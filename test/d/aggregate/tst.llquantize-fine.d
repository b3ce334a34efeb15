/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): twenty steps a decade; below ten no finer than one
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 1, 20);
	@ = llquantize(9, 10, 0, 1, 20);
	@ = llquantize(10, 10, 0, 1, 20);
	@ = llquantize(14, 10, 0, 1, 20);
	@ = llquantize(15, 10, 0, 1, 20);
	@ = llquantize(95, 10, 0, 1, 20);
	exit(0);
}
