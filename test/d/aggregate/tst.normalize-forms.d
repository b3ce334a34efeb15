/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() divides what is printed, denormalize() undoes it
 */
BEGIN
{
	@[1] = sum(100); @[2] = sum(-55);
	normalize(@, 10); printa(@);
	normalize(@, 3); printa(@);
	denormalize(@); printa(@);
	exit(0);
}
