/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member given a value of another type
 */
struct in { int i; };
struct out { int o; string s; };
translator struct out < struct in *p > { s = p->i; };
struct in *p;
BEGIN
{
	trace(xlate <struct out> (p).s);
	exit(0);
}
