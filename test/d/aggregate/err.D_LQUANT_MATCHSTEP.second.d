/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the step stays
 */
BEGIN
{
	@a = lquantize(1, 0, 10, 1); @a = lquantize(1, 0, 10, 2);
	exit(0);
}
