/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop(): too many arguments
 */
BEGIN
{
	link_ntop(1, (void *)0, 2);
	exit(0);
}
