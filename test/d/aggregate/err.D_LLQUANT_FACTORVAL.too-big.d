/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the factor has 16 bits
 */
BEGIN
{
	@a = llquantize(1, 65536, 0, 1, 65536);
	exit(0);
}
