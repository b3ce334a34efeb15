/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): counts of both signs
 */
BEGIN
{
	@ = lquantize(1, 0, 5, 1, -7);
	@ = lquantize(3, 0, 5, 1, 3);
	@ = lquantize(-1, 0, 5, 1, 5);
	exit(0);
}
