/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owned(): too few arguments
 */
BEGIN
{
	mutex_owned();
	exit(0);
}
