/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a time has 64 bits
 */
BEGIN { x = 1; printf("%Y", x); }
