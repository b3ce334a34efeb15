/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohl(): an argument of another type
 */
BEGIN
{
	ntohl("a");
	exit(0);
}
