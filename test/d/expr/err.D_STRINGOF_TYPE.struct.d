/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct is no string
 */
struct s { int a; };
struct s v;
BEGIN
{
	trace(stringof(v));
	exit(0);
}
