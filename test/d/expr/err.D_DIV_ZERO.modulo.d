/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the remainder of a division by the constant zero
 */
BEGIN
{
	trace(5 % 0);
	exit(0);
}
