/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum() wraps below too
 */
BEGIN
{
	@ = sum((-0x7fffffffffffffff - 1));
	@ = sum(-1);
	exit(0);
}
