/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr(): too few arguments
 */
BEGIN
{
	memstr((void *)0, 46);
	exit(0);
}
