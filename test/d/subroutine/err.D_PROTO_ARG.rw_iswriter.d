/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_iswriter(): an argument of another type
 */
BEGIN
{
	rw_iswriter(5);
	exit(0);
}
