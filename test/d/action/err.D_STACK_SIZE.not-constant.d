/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of frames is a constant
 */
BEGIN
{
	x = 3; stack(x);
	exit(0);
}
