/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): each value in its step
 */
BEGIN
{
	@ = lquantize(0, 0, 5);
	@ = lquantize(1, 0, 5);
	@ = lquantize(2, 0, 5);
	@ = lquantize(3, 0, 5);
	@ = lquantize(4, 0, 5);
	exit(0);
}
