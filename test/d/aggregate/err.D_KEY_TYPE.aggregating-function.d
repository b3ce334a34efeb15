/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregating function is no key
 */
BEGIN
{
	@a[count()] = count();
	exit(0);
}
