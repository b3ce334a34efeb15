/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntoa(): an argument of another type
 */
BEGIN
{
	inet_ntoa(5);
	exit(0);
}
