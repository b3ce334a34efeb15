/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * void stands alone
 */
typedef int f_t(void, int a);
BEGIN
{
	
	exit(0);
}
