/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): a step that does not divide the range ends it early
 */
BEGIN
{
	@ = lquantize(0, 0, 10, 3);
	@ = lquantize(3, 0, 10, 3);
	@ = lquantize(8, 0, 10, 3);
	@ = lquantize(9, 0, 10, 3);
	@ = lquantize(10, 0, 10, 3);
	@ = lquantize(11, 0, 10, 3);
	exit(0);
}
