/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinto(): too few arguments
 */
BEGIN
{
	copyinto(1, 2);
	exit(0);
}
