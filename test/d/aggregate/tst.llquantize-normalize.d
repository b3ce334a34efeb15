/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): normalize() divides each count
 */
BEGIN
{
	@ = llquantize(1, 10, 0, 1, 10, 30);
	@ = llquantize(20, 10, 0, 1, 10, 70);
	normalize(@, 10);
	exit(0);
}
