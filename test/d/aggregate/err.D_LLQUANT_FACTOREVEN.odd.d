/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the steps do not divide a power of the factor
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 3, 11);
	exit(0);
}
