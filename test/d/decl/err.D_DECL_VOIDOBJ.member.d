/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member of type void
 */
struct s { void v; };
BEGIN
{
	
	exit(0);
}
