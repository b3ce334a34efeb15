/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * progenyof(): too few arguments
 */
BEGIN
{
	progenyof();
	exit(0);
}
