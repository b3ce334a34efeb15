/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(): denormalize() undoes normalize()
 */
BEGIN
{
	@ = quantize(3, 50);
	normalize(@, 7);
	denormalize(@);
	exit(0);
}
