/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with negative weights only
 */
BEGIN
{
	@ = lquantize(1, 0, 5, 1, -7);
	@ = lquantize(3, 0, 5, 1, -3);
	exit(0);
}
