/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * variables in the order of their first use
 */
BEGIN { @z = sum(1); @a = sum(2); @m = sum(3); exit(0); }
