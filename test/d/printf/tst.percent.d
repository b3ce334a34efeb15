/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %% takes no argument
 */
BEGIN { printf("100%%|%d%%|%%%s%%\n", 5, "x"); exit(0); }
