/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc of an aggregation nobody fills
 */
BEGIN
{
	trunc(@nobody);
	exit(0);
}
