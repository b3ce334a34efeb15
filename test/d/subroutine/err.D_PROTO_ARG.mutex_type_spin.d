/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_type_spin(): an argument of another type
 */
BEGIN
{
	mutex_type_spin(5);
	exit(0);
}
