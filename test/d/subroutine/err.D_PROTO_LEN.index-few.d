/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): too few arguments
 */
BEGIN
{
	index("a");
	exit(0);
}
