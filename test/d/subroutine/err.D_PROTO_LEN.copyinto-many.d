/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinto(): too many arguments
 */
BEGIN
{
	copyinto(1, 2, (void *)0, 3);
	exit(0);
}
