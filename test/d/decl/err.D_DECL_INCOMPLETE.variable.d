/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a variable of an incomplete type
 */
struct later;
struct later v;
BEGIN
{
	
	exit(0);
}
