/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a size that is none
 */
#pragma D option bufsize=lots
BEGIN
{
	
	exit(0);
}
