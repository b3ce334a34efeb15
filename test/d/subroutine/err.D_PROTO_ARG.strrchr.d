/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strrchr(): an argument of another type
 */
BEGIN
{
	strrchr(1, 97);
	exit(0);
}
