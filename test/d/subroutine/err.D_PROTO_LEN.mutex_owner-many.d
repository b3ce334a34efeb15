/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owner(): too many arguments
 */
BEGIN
{
	mutex_owner((void *)0, 1);
	exit(0);
}
