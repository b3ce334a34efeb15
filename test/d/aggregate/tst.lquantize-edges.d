/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): the base belongs to the first step, the limit to none
 */
BEGIN
{
	@ = lquantize(0, 0, 10, 2);
	@ = lquantize(10, 0, 10, 2);
	exit(0);
}
