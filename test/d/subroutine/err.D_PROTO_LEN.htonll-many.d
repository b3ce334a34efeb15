/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonll(): too many arguments
 */
BEGIN
{
	htonll(1, 2);
	exit(0);
}
