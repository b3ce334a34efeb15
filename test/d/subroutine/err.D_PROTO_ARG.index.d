/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): an argument of another type
 */
BEGIN
{
	index("a", 2);
	exit(0);
}
