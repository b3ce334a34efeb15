/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field has an integer type
 */
struct s { int *a:3; };
BEGIN
{
	
	exit(0);
}
