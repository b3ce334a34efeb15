/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): too many arguments
 */
BEGIN
{
	lltostr(1, 2, 3);
	exit(0);
}
