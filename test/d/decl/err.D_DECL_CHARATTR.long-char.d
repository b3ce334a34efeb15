/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * char is never long
 */
long char c;
BEGIN
{
	
	exit(0);
}
