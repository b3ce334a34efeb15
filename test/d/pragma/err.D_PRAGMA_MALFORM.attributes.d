/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes are three words
 */
#pragma D attributes Stable x
int x;
BEGIN
{
	
	exit(0);
}
