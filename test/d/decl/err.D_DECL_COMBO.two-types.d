/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two types at once
 */
int char x;
BEGIN
{
	
	exit(0);
}
