/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggsortpos says which aggregation of a printa() decides
 * @options: -x aggsortpos=1
 */
BEGIN { @a[1] = sum(1); @a[2] = sum(2); @b[1] = sum(9); @b[2] = sum(3); printa(@a, @b); exit(0); }
