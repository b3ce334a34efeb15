/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enum defined twice
 */
enum e { A };
enum e { B };
BEGIN
{
	
	exit(0);
}
