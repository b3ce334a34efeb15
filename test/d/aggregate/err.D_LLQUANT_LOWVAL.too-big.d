/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the low magnitude has 16 bits
 */
BEGIN
{
	@a = llquantize(1, 10, 65536, 65537, 10);
	exit(0);
}
