/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize
 */
BEGIN
{
	@ = quantize(0); @ = quantize(1); @ = quantize(3); @ = quantize(3); @ = quantize(-3);
	exit(0);
}
