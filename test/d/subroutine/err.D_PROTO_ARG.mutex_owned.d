/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owned(): an argument of another type
 */
BEGIN
{
	mutex_owned(5);
	exit(0);
}
