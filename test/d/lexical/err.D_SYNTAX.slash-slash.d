/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * // begins no comment
 */
BEGIN
{
	// not a comment
	trace(1);
	exit(0);
}
