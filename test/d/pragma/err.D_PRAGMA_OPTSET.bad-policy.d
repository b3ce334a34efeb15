/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a buffer policy nobody knows
 */
#pragma D option bufpolicy=hoard
BEGIN
{
	
	exit(0);
}
