/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() with keys: a table for each, in the order of their weighted sums
 */
BEGIN
{
	@["big"] = quantize(100);
	@["small"] = quantize(1);
	@["negative"] = quantize(-1);
	exit(0);
}
