/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nine characters do not fit 8 bytes
 */
BEGIN
{
	trace('abcdefghi');
	exit(0);
}
