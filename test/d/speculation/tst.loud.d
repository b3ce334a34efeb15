/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * committed firings have their own lines
 * @loud
 * @only: process
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); trace(1); }
BEGIN { speculate(s); printf("two"); }
BEGIN { commit(s); }
BEGIN { exit(0); }
