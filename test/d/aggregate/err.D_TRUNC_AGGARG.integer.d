/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc of an integer
 */
BEGIN
{
	trunc(1);
	exit(0);
}
