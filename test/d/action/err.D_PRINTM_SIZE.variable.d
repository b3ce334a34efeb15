/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size of printm() is a constant
 */
BEGIN { n = 4; printm(n, memref("abc", 1)); }
