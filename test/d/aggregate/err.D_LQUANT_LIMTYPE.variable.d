/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the limit is a constant
 */
BEGIN
{
	x = 9; @a = lquantize(1, 0, x, 1);
	exit(0);
}
