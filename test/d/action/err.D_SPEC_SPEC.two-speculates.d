/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * one speculate per clause
 */
BEGIN
{
	speculate(1); speculate(2);
	exit(0);
}
