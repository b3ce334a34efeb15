/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a name is a variable or an inline
 */
int x;
inline int x = 5;
BEGIN
{
	
	exit(0);
}
