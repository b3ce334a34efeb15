/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fewer steps than the factor
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 3, 5);
	exit(0);
}
