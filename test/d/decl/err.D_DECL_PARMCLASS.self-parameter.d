/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a storage class on a parameter
 */
typedef int f_t(self int x);
BEGIN
{
	
	exit(0);
}
