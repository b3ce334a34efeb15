/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonll(): an argument of another type
 */
BEGIN
{
	htonll("a");
	exit(0);
}
