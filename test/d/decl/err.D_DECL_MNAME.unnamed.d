/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member without name
 */
struct s { int; };
BEGIN
{
	
	exit(0);
}
