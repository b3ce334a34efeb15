/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x encoding=utf8
 * A bar that grows to the left has whole columns: no block fills a column from its right.
 * 30 and 10 of 40, each side 20 columns.
 */
BEGIN
{
	@ = lquantize(1, 0, 2, 1, 30); @ = lquantize(0, 0, 2, 1, -10);
	exit(0);
}
