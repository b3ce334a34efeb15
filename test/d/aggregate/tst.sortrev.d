/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggsortrev turns all of the order around
 * @options: -x aggsortrev
 */
BEGIN { @a[1] = sum(1); @a[2] = sum(2); @b = sum(3); exit(0); }
