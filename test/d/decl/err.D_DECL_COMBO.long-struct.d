/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * only integers are long
 */
struct s { int a; };
long struct s v;
BEGIN
{
	
	exit(0);
}
