/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field wider than its type
 */
struct s { int a:33; };
BEGIN
{
	
	exit(0);
}
