/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the base stays
 */
BEGIN
{
	@a = lquantize(1, 0, 10, 1); @a = lquantize(1, 1, 10, 1);
	exit(0);
}
