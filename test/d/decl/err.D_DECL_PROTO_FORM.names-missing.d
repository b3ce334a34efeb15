/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an inline array names its parameters
 */
inline int f[int] = 5;
BEGIN
{
	
	exit(0);
}
