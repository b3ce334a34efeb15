/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonl(): too few arguments
 */
BEGIN
{
	htonl();
	exit(0);
}
