/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): the least values are in the first bucket
 */
BEGIN
{
	@ = quantize(-4611686018427387904);
	@ = quantize((-0x7fffffffffffffff - 1));
	@ = quantize(-4611686018427387905);
	exit(0);
}
