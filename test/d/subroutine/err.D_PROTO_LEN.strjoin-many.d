/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin(): too many arguments
 */
BEGIN
{
	strjoin("a", "b", "c");
	exit(0);
}
