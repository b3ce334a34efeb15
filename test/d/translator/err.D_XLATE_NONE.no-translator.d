/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * no translator for the pair
 */
struct in { int i; };
struct out { int o; string s; };
struct in *p;
BEGIN
{
	trace(xlate <struct out> (p).o);
	exit(0);
}
