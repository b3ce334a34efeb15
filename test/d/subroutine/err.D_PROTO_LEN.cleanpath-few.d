/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): too few arguments
 */
BEGIN
{
	cleanpath();
	exit(0);
}
