/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the types of the keys stay
 */
BEGIN
{
	@a[1] = count(); @a["one"] = count();
	exit(0);
}
