/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_read_held(): an argument of another type
 */
BEGIN
{
	rw_read_held(5);
	exit(0);
}
