/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa of an aggregation nobody fills
 */
BEGIN
{
	printa(@nobody);
	exit(0);
}
