/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * min() of the corners
 */
BEGIN
{
	@ = min(9223372036854775807);
	@ = min((-0x7fffffffffffffff - 1));
	exit(0);
}
