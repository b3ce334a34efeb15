/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a variable cannot be called
 */
int f;
BEGIN
{
	f(1);
	exit(0);
}
