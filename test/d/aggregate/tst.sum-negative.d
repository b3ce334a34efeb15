/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum() of negative values
 */
BEGIN
{
	@ = sum(-5);
	@ = sum(-7);
	@ = sum(2);
	exit(0);
}
