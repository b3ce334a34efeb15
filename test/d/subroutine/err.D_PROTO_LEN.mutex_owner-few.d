/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owner(): too few arguments
 */
BEGIN
{
	mutex_owner();
	exit(0);
}
