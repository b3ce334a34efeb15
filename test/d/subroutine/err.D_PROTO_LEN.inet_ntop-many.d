/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): too many arguments
 */
BEGIN
{
	inet_ntop(2, (void *)0, 1);
	exit(0);
}
