/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the limits themselves
 */
BEGIN { @a = min(0x7fffffffffffffff); @b = max(0x8000000000000000); exit(0); }
