/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * auto has no meaning in D
 */
auto int x;
BEGIN
{
	
	exit(0);
}
