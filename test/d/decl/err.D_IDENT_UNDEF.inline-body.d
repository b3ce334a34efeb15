/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an inline is checked where it stands, used or not
 */
inline int unused = 1 + nobody;
BEGIN { exit(0); }
