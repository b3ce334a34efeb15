/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons(): too few arguments
 */
BEGIN
{
	htons();
	exit(0);
}
