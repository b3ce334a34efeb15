/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit takes one status
 */
BEGIN
{
	exit(1, 2);
	exit(0);
}
