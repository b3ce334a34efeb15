/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string cannot be multiplied
 */
BEGIN
{
	trace("a" * 2);
	exit(0);
}
