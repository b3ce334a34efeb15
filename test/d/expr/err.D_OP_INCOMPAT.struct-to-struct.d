/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * one struct assigned to another type
 */
struct s { int a; };
struct t { int a; };
struct s v;
struct t w;
BEGIN
{
	v = w;
	exit(0);
}
