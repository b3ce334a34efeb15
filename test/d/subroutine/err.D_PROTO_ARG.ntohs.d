/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohs(): an argument of another type
 */
BEGIN
{
	ntohs("a");
	exit(0);
}
