/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owner(): an argument of another type
 */
BEGIN
{
	mutex_owner(5);
	exit(0);
}
