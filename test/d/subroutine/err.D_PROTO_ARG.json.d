/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): an argument of another type
 */
BEGIN
{
	json("a", 1);
	exit(0);
}
