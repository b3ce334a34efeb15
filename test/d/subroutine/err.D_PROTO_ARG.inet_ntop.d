/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): an argument of another type
 */
BEGIN
{
	inet_ntop(2, 5);
	exit(0);
}
