/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct defined twice
 */
struct s { int a; };
struct s { int b; };
BEGIN
{
	
	exit(0);
}
