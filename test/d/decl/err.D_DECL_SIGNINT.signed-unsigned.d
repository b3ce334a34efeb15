/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * signed and unsigned at once
 */
signed unsigned int x;
BEGIN
{
	
	exit(0);
}
