/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the high magnitude is a constant
 */
BEGIN
{
	x = 3; @a = llquantize(1, 10, 0, x, 10);
	exit(0);
}
