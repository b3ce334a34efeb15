/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two translators for one pair
 */
struct in { int i; };
struct out { int o; string s; };
translator struct out < struct in *p > { o = p->i; };
translator struct out < struct in *p > { o = p->i; };
BEGIN
{
	
	exit(0);
}
