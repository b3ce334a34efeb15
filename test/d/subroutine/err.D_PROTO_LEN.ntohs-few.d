/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohs(): too few arguments
 */
BEGIN
{
	ntohs();
	exit(0);
}
