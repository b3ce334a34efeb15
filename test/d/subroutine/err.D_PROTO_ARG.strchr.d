/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr(): an argument of another type
 */
BEGIN
{
	strchr("a", "b");
	exit(0);
}
