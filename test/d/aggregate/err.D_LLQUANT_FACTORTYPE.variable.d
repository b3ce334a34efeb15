/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the factor is a constant
 */
BEGIN
{
	x = 10; @a = llquantize(1, x, 0, 3, 10);
	exit(0);
}
