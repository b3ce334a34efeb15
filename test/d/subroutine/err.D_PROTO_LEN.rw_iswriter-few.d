/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rw_iswriter(): too few arguments
 */
BEGIN
{
	rw_iswriter();
	exit(0);
}
