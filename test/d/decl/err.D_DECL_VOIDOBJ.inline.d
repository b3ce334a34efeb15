/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an inline has a value
 */
inline void nothing = 0;
BEGIN { exit(0); }
