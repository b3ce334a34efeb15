/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fewer %@ than aggregations
 */
BEGIN { @a[1] = sum(3); @b[1] = sum(5); printa("%d %@d\n", @a, @b); exit(0); }
