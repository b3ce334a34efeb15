/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string is no pointer
 */
string s;
BEGIN
{
	trace(s == 1);
	exit(0);
}
