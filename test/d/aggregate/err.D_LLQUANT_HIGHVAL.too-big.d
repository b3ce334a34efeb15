/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the high magnitude has 16 bits
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 65536, 10);
	exit(0);
}
