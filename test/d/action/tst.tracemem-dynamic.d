/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the third argument of tracemem() shortens
 */
BEGIN
{
	tracemem((char *)"abcdefghijklmnop", 16, 5);
	n = 3;
	tracemem((char *)"abcdefghijklmnop", 16, n);
	exit(0);
}
