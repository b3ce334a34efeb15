/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons of a string
 */
BEGIN
{
	trace(htons("a"));
	exit(0);
}
