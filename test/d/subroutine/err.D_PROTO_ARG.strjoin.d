/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin(): an argument of another type
 */
BEGIN
{
	strjoin("a", 1);
	exit(0);
}
