/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntoa(): too few arguments
 */
BEGIN
{
	inet_ntoa();
	exit(0);
}
