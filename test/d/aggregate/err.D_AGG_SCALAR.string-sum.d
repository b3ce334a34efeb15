/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the sum of strings
 */
BEGIN
{
	@a = sum("one");
	exit(0);
}
