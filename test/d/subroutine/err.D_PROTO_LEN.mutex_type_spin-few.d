/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_type_spin(): too few arguments
 */
BEGIN
{
	mutex_type_spin();
	exit(0);
}
