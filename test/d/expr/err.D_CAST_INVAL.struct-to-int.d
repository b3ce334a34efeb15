/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct cannot become an integer
 */
struct s { int a; };
struct s v;
BEGIN
{
	x = (int)v;
	exit(0);
}
