/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string has no bucket
 */
BEGIN
{
	@a = quantize("one");
	exit(0);
}
