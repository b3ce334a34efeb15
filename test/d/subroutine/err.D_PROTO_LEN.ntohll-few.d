/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ntohll(): too few arguments
 */
BEGIN
{
	ntohll();
	exit(0);
}
