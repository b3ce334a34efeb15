/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the base is a constant
 */
BEGIN
{
	x = 1; @a = lquantize(1, x, 10, 1);
	exit(0);
}
