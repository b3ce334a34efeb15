/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the low magnitude lies below the high
 */
BEGIN
{
	@a = llquantize(1, 10, 3, 3, 10);
	exit(0);
}
