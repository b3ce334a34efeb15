/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohl(): too many arguments
 */
BEGIN
{
	ntohl(1, 2);
	exit(0);
}
