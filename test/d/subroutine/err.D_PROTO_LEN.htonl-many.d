/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonl(): too many arguments
 */
BEGIN
{
	htonl(1, 2);
	exit(0);
}
