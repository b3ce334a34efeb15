/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an integer cannot become a struct
 */
struct s { int a; };
BEGIN
{
	x = (struct s)1;
	exit(0);
}
