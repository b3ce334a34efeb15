/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string assigned to an integer
 */
int a;
BEGIN
{
	a = "text";
	exit(0);
}
