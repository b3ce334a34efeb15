/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a comment that never ends
 */
BEGIN
{
	
	exit(0);
}
/* never closed
