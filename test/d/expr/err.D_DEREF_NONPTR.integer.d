/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an integer is no pointer
 */
BEGIN
{
	x = 1; trace(*x);
	exit(0);
}
