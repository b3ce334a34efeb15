/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize takes a value and a weight
 */
BEGIN
{
	@a = quantize(1, 2, 3);
	exit(0);
}
