/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * negative values of every function
 */
BEGIN { @a = sum(-5); @b = avg(-7); @b = avg(-8); @c = min(-3); @d = max(-9); @e = stddev(-4); @e = stddev(-8); exit(0); }
