/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * both sides of && must be scalar
 */
struct s { int a; };
struct s v;
BEGIN
{
	trace(v && 1);
	exit(0);
}
