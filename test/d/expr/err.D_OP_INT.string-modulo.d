/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the remainder of a string
 */
BEGIN
{
	trace("a" % 2);
	exit(0);
}
