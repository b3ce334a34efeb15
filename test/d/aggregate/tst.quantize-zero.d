/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize() of 0
 */
BEGIN
{
	@ = quantize(0);
	@ = quantize(0);
	@ = quantize(0);
	exit(0);
}
