/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strrchr(): too few arguments
 */
BEGIN
{
	strrchr("a");
	exit(0);
}
