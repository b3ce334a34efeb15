/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize() with weights
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 2, 10, 3);
	@ = llquantize(50, 10, 0, 2, 10, 7);
	@ = llquantize(500, 10, 0, 2, 10, 10);
	exit(0);
}
