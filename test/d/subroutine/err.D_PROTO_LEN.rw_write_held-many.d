/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_write_held(): too many arguments
 */
BEGIN
{
	rw_write_held((void *)0, 1);
	exit(0);
}
