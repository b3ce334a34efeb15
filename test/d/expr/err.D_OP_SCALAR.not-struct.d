/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the negation of a struct
 */
struct s { int a; };
struct s v;
BEGIN
{
	trace(!v);
	exit(0);
}
