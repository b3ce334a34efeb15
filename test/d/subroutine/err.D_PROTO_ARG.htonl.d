/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonl(): an argument of another type
 */
BEGIN
{
	htonl("a");
	exit(0);
}
