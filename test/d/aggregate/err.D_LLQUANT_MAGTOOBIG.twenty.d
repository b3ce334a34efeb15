/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 10 to the 21st has more than 64 bits
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 20, 10);
	exit(0);
}
