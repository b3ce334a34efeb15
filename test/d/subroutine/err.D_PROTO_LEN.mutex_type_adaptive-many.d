/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_type_adaptive(): too many arguments
 */
BEGIN
{
	mutex_type_adaptive((void *)0, 1);
	exit(0);
}
