/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop(): an argument of another type
 */
BEGIN
{
	link_ntop("a", (void *)0);
	exit(0);
}
