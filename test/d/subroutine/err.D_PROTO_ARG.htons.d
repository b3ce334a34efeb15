/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons(): an argument of another type
 */
BEGIN
{
	htons("a");
	exit(0);
}
