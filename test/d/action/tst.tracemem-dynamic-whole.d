/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 0, too much or less than nothing is all of it
 */
BEGIN
{
	tracemem((char *)"abc", 4, 0);
	tracemem((char *)"abc", 4, 100);
	tracemem((char *)"abc", 4, -1);
	exit(0);
}
