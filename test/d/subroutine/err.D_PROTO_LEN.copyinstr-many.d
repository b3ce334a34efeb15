/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinstr(): too many arguments
 */
BEGIN
{
	copyinstr(1, 2, 3);
	exit(0);
}
