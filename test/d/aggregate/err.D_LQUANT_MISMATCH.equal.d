/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * base and limit differ
 */
BEGIN
{
	@a = lquantize(1, 10, 10, 1);
	exit(0);
}
