/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_write_held(): an argument of another type
 */
BEGIN
{
	rw_write_held(5);
	exit(0);
}
