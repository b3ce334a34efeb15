/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an inline with a subscript has parameters
 */
inline int f[] = 0;
BEGIN { exit(0); }
