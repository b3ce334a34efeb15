/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an inline cannot be an aggregation's type
 */
struct in { int i; };
struct out { int o; };
translator struct out < struct in *p > { o = p->i; };
struct in *q;
inline struct out f = xlate <struct out> (q);
BEGIN { x = f; }
BEGIN
{
	
	exit(0);
}
