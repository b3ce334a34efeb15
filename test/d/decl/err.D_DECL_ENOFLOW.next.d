/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the enumerator after the greatest int
 */
enum e { A = 0x7fffffff, B };
BEGIN
{
	
	exit(0);
}
