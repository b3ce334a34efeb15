/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an address is no string
 */
BEGIN
{
	sym("main");
	exit(0);
}
