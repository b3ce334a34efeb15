/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_read_held(): too few arguments
 */
BEGIN
{
	rw_read_held();
	exit(0);
}
