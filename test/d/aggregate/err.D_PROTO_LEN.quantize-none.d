/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize needs a value
 */
BEGIN
{
	@a = quantize();
	exit(0);
}
