/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum() wraps at 64 bits
 */
BEGIN
{
	@ = sum(9223372036854775807);
	@ = sum(1);
	exit(0);
}
