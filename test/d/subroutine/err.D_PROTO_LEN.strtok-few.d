/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): too few arguments
 */
BEGIN
{
	strtok("a");
	exit(0);
}
