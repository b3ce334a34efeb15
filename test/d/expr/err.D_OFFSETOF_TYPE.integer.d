/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * offsetof of a type that is no struct
 */
BEGIN
{
	trace(offsetof(int, a));
	exit(0);
}
