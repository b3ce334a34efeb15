/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the width of a bit-field is a constant
 */
int n;
struct s { int a:n; };
BEGIN
{
	
	exit(0);
}
