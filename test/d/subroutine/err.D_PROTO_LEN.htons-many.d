/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons(): too many arguments
 */
BEGIN
{
	htons(1, 2);
	exit(0);
}
