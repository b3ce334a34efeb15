/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
struct in { int new; };
struct out { int a; };
translator struct out < struct in *i > {
	a = i->older;
	a = i->old;
};
BEGIN { trace(xlate <struct out>((struct in *)alloca(4)).a); }
