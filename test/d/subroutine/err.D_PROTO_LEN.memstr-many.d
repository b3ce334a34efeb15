/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr(): too many arguments
 */
BEGIN
{
	memstr((void *)0, 46, 4, 4);
	exit(0);
}
