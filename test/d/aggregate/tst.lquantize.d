/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize
 */
BEGIN
{
	@ = lquantize(-5, 0, 10, 2); @ = lquantize(3, 0, 10, 2); @ = lquantize(100, 0, 10, 2); @ = lquantize(3, 0, 10, 2);
	exit(0);
}
