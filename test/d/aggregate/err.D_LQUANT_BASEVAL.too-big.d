/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the base has 32 bits
 */
BEGIN
{
	@a = lquantize(1, 0x100000000, 0x100000010, 1);
	exit(0);
}
