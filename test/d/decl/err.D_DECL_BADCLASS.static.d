/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * static has no meaning in D
 */
static int x;
BEGIN
{
	
	exit(0);
}
