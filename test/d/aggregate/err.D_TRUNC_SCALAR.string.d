/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number kept is a number
 */
BEGIN
{
	@a[1] = count(); trunc(@a, "two");
	exit(0);
}
