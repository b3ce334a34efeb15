/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): below the base and at the limit
 */
BEGIN
{
	@ = lquantize(-1, 0, 5);
	@ = lquantize(-100, 0, 5);
	@ = lquantize(5, 0, 5);
	@ = lquantize(6, 0, 5);
	@ = lquantize(1000, 0, 5);
	exit(0);
}
