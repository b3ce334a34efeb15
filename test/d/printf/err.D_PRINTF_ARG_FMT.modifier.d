/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a modifier that does not fit
 */
BEGIN { printf("%hs", "x"); }
