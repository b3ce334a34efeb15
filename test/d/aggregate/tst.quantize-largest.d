/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): the largest values are in the last bucket
 */
BEGIN
{
	@ = quantize(4611686018427387904);
	@ = quantize(9223372036854775807);
	exit(0);
}
