/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() of keys alone
 */
BEGIN { @a["k", 1] = sum(3); printa("%s-%d\n", @a); exit(0); }
