/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the limit has 32 bits
 */
BEGIN
{
	@a = lquantize(1, 0, 0x100000000, 1);
	exit(0);
}
