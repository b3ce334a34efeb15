/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): too many arguments
 */
BEGIN
{
	strtok("a", "b", "c");
	exit(0);
}
