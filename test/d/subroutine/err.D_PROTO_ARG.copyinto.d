/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyinto(): an argument of another type
 */
BEGIN
{
	copyinto(1, 2, 3);
	exit(0);
}
