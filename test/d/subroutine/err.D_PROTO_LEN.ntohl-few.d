/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohl(): too few arguments
 */
BEGIN
{
	ntohl();
	exit(0);
}
