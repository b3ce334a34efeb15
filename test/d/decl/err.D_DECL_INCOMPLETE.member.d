/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member of its own type
 */
struct s { int a; struct s again; };
BEGIN
{
	
	exit(0);
}
