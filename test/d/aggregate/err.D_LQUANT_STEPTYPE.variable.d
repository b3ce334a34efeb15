/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the step is a constant
 */
BEGIN
{
	x = 1; @a = lquantize(1, 0, 10, x);
	exit(0);
}
