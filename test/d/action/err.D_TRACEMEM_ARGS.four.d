/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracemem takes at most three
 */
BEGIN
{
	tracemem(1, 2, 3, 4);
	exit(0);
}
