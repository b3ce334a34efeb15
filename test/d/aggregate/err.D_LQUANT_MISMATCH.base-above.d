/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the base lies below the limit
 */
BEGIN
{
	@a = lquantize(1, 10, 0, 1);
	exit(0);
}
