/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca(): too few arguments
 */
BEGIN
{
	alloca();
	exit(0);
}
