/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the format is a constant
 */
BEGIN
{
	x = "%d"; printf(x, 1);
	exit(0);
}
