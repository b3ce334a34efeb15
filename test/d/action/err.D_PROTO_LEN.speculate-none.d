/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculate needs a speculation
 */
BEGIN
{
	speculate();
	exit(0);
}
