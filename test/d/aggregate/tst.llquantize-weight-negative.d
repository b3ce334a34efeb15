/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize() with negative weights
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 1, 10, -3);
	@ = llquantize(50, 10, 0, 1, 10, -7);
	exit(0);
}
