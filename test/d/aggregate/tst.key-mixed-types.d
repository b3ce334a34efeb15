/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of four types
 */
BEGIN { @["x", 1, 2LL, (char)3] = count(); exit(0); }
