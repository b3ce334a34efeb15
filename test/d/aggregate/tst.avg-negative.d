/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * avg() of negative values drops the fraction toward zero
 */
BEGIN
{
	@ = avg(-1);
	@ = avg(-2);
	exit(0);
}
