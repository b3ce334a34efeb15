/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number of keys stays
 */
BEGIN
{
	@a[1] = count(); @a[1, 2] = count();
	exit(0);
}
