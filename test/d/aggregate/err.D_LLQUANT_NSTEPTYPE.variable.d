/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of steps is a constant
 */
BEGIN
{
	x = 10; @a = llquantize(1, 10, 0, 3, x);
	exit(0);
}
