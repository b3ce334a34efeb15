/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a backtick in a declared name
 */
int mod`x;
BEGIN
{
	
	exit(0);
}
