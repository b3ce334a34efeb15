/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracemem needs an address
 */
struct s { int a; };
struct s v;
BEGIN
{
	tracemem(v, 4);
	exit(0);
}
