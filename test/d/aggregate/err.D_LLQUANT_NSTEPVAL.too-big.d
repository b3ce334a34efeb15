/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of steps has 16 bits
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 3, 100000);
	exit(0);
}
