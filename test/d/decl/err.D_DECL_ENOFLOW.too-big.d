/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enumerator of more than 32 bits
 */
enum e { A = 0x100000000 };
BEGIN
{
	
	exit(0);
}
