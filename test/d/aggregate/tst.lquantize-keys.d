/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize() with integer keys
 */
BEGIN
{
	@[2] = lquantize(3, 0, 5);
	@[1] = lquantize(4, 0, 5);
	exit(0);
}
