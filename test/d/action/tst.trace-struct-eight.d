/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct of the size of an integer is printed as one
 */
struct pair { int a; int b; };
struct pair x;
BEGIN { x.a = 5; trace(x); exit(0); }
