/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * built-in variables are read-only to ++ too
 */
BEGIN
{
	timestamp++;
	exit(0);
}
