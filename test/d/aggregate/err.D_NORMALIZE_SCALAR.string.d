/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the divisor is a number
 */
BEGIN
{
	@a = count(); normalize(@a, "two");
	exit(0);
}
