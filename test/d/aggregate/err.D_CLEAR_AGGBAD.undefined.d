/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear of an aggregation nobody fills
 */
BEGIN
{
	clear(@nobody);
	exit(0);
}
