/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntoa6(): too many arguments
 */
BEGIN
{
	inet_ntoa6((void *)0, 1);
	exit(0);
}
