/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): too few arguments
 */
BEGIN
{
	inet_ntop(2);
	exit(0);
}
