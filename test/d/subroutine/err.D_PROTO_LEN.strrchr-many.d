/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strrchr(): too many arguments
 */
BEGIN
{
	strrchr("a", 97, 1);
	exit(0);
}
