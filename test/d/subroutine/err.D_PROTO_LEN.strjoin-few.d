/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin(): too few arguments
 */
BEGIN
{
	strjoin("a");
	exit(0);
}
