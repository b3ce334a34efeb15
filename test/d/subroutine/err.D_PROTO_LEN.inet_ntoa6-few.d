/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntoa6(): too few arguments
 */
BEGIN
{
	inet_ntoa6();
	exit(0);
}
