/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggregations are printed in the order of their first use
 */
BEGIN { @z = sum(3); @a = sum(1); @m = sum(2); @z = sum(1); exit(0); }
