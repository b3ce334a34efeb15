/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member the output lacks
 */
struct in { int i; };
struct out { int o; string s; };
translator struct out < struct in *p > { nobody = p->i; };
BEGIN
{
	
	exit(0);
}
