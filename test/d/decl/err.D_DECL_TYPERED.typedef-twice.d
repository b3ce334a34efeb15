/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a typedef given another meaning
 */
typedef int t_t;
typedef char *t_t;
BEGIN
{
	
	exit(0);
}
