/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * void has no name
 */
typedef int f_t(void x);
BEGIN
{
	
	exit(0);
}
