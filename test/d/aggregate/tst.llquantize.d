/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 6, 20);
	@ = llquantize(12, 10, 0, 6, 20);
	@ = llquantize(17, 10, 0, 6, 20);
	@ = llquantize(99, 10, 0, 6, 20);
	exit(0);
}
