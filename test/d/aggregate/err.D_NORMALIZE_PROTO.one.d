/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize needs a divisor
 */
BEGIN
{
	@a = count(); normalize(@a);
	exit(0);
}
