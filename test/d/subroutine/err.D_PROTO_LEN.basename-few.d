/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): too few arguments
 */
BEGIN
{
	basename();
	exit(0);
}
