/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the complement of a string
 */
BEGIN
{
	trace(~"a");
	exit(0);
}
