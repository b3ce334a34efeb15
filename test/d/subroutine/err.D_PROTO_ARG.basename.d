/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): an argument of another type
 */
BEGIN
{
	basename(1);
	exit(0);
}
