/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * count takes no argument
 */
BEGIN
{
	@a = count(1);
	exit(0);
}
