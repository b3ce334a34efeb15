/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca(): an argument of another type
 */
BEGIN
{
	alloca("a");
	exit(0);
}
