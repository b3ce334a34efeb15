/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strlen of an integer
 */
BEGIN
{
	trace(strlen(17));
	exit(0);
}
