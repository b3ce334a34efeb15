/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field of negative width
 */
struct s { int a:-1; };
BEGIN
{
	
	exit(0);
}
