/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a global variable takes no initialiser
 */
int x = 5;
BEGIN
{
	
	exit(0);
}
