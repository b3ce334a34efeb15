/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printm() wants a memref()
 */
BEGIN { printm(8, "abc"); }
