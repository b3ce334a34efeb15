/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): an argument of another type
 */
BEGIN
{
	strtok("a", 1);
	exit(0);
}
