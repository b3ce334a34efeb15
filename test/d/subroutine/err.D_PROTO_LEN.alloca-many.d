/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca(): too many arguments
 */
BEGIN
{
	alloca(1, 2);
	exit(0);
}
