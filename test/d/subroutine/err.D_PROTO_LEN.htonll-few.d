/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonll(): too few arguments
 */
BEGIN
{
	htonll();
	exit(0);
}
