/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * progenyof(): too many arguments
 */
BEGIN
{
	progenyof(1, 2);
	exit(0);
}
