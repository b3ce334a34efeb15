/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculation(): too many arguments
 */
BEGIN
{
	speculation(1);
	exit(0);
}
