/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a keyword is no variable name
 */
BEGIN
{
	while = 1;
	exit(0);
}
