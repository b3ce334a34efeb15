/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %wc and %lc
 */
BEGIN { printf("%wc%lc|\n", 65, 66); exit(0); }
