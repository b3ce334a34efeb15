/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop(): too few arguments
 */
BEGIN
{
	link_ntop(1);
	exit(0);
}
