/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of steps stays
 */
BEGIN
{
	@a = llquantize(1, 10, 0, 3, 10); @a = llquantize(1, 10, 0, 3, 20);
	exit(0);
}
