/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the length of a memref() is an integer
 */
BEGIN { printm(8, memref("abc", "x")); }
