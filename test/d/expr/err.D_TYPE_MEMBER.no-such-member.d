/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member the struct lacks
 */
struct s { int a; };
struct s v;
BEGIN
{
	trace(v.b);
	exit(0);
}
