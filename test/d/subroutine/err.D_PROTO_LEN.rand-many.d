/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rand(): too many arguments
 */
BEGIN
{
	rand(1);
	exit(0);
}
