/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * width and flags of values and keys
 */
BEGIN { @a[7, "k"] = sum(42); printa("%5d|%-6s|%@8d|%-@8d|%@-8d|%@08d|%@+d|\n", @a); exit(0); }
