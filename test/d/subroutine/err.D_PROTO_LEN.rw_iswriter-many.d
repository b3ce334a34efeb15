/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_iswriter(): too many arguments
 */
BEGIN
{
	rw_iswriter((void *)0, 1);
	exit(0);
}
