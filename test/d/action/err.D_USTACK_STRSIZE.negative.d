/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the string size is not negative
 */
BEGIN
{
	ustack(3, -1);
	exit(0);
}
