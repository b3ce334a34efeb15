/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size is a constant
 */
BEGIN
{
	x = 4; tracemem(1, x);
	exit(0);
}
