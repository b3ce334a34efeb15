/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * char is signed
 */
char c;
BEGIN
{
	c = '\xff'; printf("%d\n", c);
	exit(0);
}
