/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a rate that is none
 */
#pragma D option switchrate=often
BEGIN
{
	
	exit(0);
}
