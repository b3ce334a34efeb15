/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * only integers are unsigned
 */
struct s { int a; };
unsigned struct s v;
BEGIN
{
	
	exit(0);
}
