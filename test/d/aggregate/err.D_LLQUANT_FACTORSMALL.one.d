/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the factor is 2 at least
 */
BEGIN
{
	@a = llquantize(1, 1, 0, 3, 10);
	exit(0);
}
