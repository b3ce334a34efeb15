/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): too many arguments
 */
BEGIN
{
	index("a", "b", 1, 2);
	exit(0);
}
