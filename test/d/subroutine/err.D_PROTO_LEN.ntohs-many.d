/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohs(): too many arguments
 */
BEGIN
{
	ntohs(1, 2);
	exit(0);
}
