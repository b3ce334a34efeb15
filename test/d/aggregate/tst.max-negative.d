/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * max() of negative values
 */
BEGIN
{
	@ = max(-9);
	@ = max(-3);
	@ = max(-8);
	exit(0);
}
