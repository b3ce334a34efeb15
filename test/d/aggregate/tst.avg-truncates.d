/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * avg() drops the fraction
 */
BEGIN
{
	@ = avg(1);
	@ = avg(2);
	exit(0);
}
