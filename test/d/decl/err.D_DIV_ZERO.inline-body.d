/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * so is one with parameters
 */
inline int unused[int x] = x / 0;
BEGIN { exit(0); }
