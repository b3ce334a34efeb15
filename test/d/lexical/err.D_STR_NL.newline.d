/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a newline inside a string
 */
BEGIN
{
	trace("one
two");
	exit(0);
}
