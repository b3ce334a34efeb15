/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() of several joins by key, zero where there is none
 */
BEGIN { @a[1] = sum(3); @b[2] = sum(5); @b[1] = sum(1); printa(@a, @b); printa("%d: %@d %@d\n", @a, @b); exit(0); }
