/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohll(): an argument of another type
 */
BEGIN
{
	ntohll("a");
	exit(0);
}
