/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size of printm() is positive
 */
BEGIN { printm(0, memref("abc", 1)); }
