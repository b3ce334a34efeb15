/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a step longer than the range
 */
BEGIN
{
	@a = lquantize(1, 0, 10, 11);
	exit(0);
}
