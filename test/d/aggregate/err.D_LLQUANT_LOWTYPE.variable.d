/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the low magnitude is a constant
 */
BEGIN
{
	x = 0; @a = llquantize(1, 10, x, 3, 10);
	exit(0);
}
