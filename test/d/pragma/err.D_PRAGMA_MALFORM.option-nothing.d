/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an option pragma without option
 */
#pragma D option
BEGIN
{
	
	exit(0);
}
