/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize of an aggregation nobody fills
 */
BEGIN
{
	normalize(@nobody, 2);
	exit(0);
}
