/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a translated value is not traced whole
 */
struct in { int i; };
struct out { int o; string s; };
translator struct out < struct in *p > { o = p->i; };
struct in *p;
BEGIN
{
	trace(xlate <struct out> (p));
	exit(0);
}
