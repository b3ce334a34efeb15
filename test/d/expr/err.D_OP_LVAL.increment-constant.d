/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a constant cannot be incremented
 */
BEGIN
{
	1++;
	exit(0);
}
