/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct is no predicate
 */
struct s { int a; };
struct s v;
BEGIN
/v/
{
	exit(0);
}
