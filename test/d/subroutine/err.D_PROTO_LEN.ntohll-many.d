/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohll(): too many arguments
 */
BEGIN
{
	ntohll(1, 2);
	exit(0);
}
