/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * max() of the corners
 */
BEGIN
{
	@ = max((-0x7fffffffffffffff - 1));
	@ = max(9223372036854775807);
	exit(0);
}
