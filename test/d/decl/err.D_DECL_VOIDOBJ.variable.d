/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a variable of type void
 */
void v;
BEGIN
{
	
	exit(0);
}
