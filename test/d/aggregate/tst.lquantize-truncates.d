/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): a value counts as a 32-bit number
 */
BEGIN
{
	@ = lquantize(4294967299, 0, 10);
	@ = lquantize(2147483648, 0, 10);
	exit(0);
}
