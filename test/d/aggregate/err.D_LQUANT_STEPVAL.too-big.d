/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the step has 16 bits
 */
BEGIN
{
	@a = lquantize(1, 0, 1000000, 65536);
	exit(0);
}
