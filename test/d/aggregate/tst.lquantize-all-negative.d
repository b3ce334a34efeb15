/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() of a range below zero
 */
BEGIN
{
	@ = lquantize(-30, -30, -20, 5);
	@ = lquantize(-25, -30, -20, 5);
	@ = lquantize(-20, -30, -20, 5);
	@ = lquantize(-19, -30, -20, 5);
	exit(0);
}
