/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enumerator is a constant
 */
int n;
enum e { A = n };
BEGIN
{
	
	exit(0);
}
