/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what is called must be a name
 */
BEGIN
{
	(1 + 2)(3);
	exit(0);
}
