/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * progenyof(): an argument of another type
 */
BEGIN
{
	progenyof("a");
	exit(0);
}
