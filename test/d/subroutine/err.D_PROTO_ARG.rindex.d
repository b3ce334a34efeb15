/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): an argument of another type
 */
BEGIN
{
	rindex("a", "b", "c");
	exit(0);
}
