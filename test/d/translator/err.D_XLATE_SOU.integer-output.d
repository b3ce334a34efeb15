/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the output of a translator is a struct
 */
translator int < long p > { o = p; };
BEGIN
{
	
	exit(0);
}
