/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size is positive
 */
BEGIN
{
	tracemem(1, 0);
	exit(0);
}
