/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field has no size
 */
struct s { int a:3; };
struct s v;
BEGIN
{
	trace(sizeof (v.a));
	exit(0);
}
